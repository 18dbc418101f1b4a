package dev.signet.liberty;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Dictionary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@code signet.json} would be in place of the elements of {@code server.xml}. */
final class ElementsDocument {
  /** The factory PID of {@code <signet_issuer>}. */
  static final String ISSUER = "dev.signet.issuer";

  private ElementsDocument() {}

  static Map<String, Object> of(List<Dictionary<String, Object>> elements) {
    List<Object> issuers = new ArrayList<>();
    for (Dictionary<String, Object> element : elements) {
      Map<String, Object> issuer = new LinkedHashMap<>();
      for (String name : Collections.list(element.keys())) {
        Object value = element.get(name);
        if (!name.contains(".") && !name.equals("trustStoreRef")) {
          issuer.put(name, value instanceof Object[] a ? List.of(a) : value);
        }
      }
      issuers.add(issuer);
    }
    return Map.of("issuers", issuers);
  }
}
