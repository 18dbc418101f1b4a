package dev.signet.cli.migrate;

import dev.signet.cli.liberty.OnConflict;
import dev.signet.cli.liberty.Part;
import dev.signet.cli.xml.XmlElement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The server's configuration: its elements, those with the same name and id put together. */
final class ServerConfig {
  private final Map<String, Element> elements;

  private ServerConfig(Map<String, Element> elements) {
    this.elements = elements;
  }

  static ServerConfig of(List<Part> parts) {
    Map<String, Element> elements = new LinkedHashMap<>();
    for (Part part : parts) {
      XmlElement xml = part.element();
      Optional<String> id = id(xml);
      // without an id an element is one of its own
      String key = xml.name() + id.map(i -> "#" + i).orElseGet(() -> "!" + elements.size());
      Element before = elements.get(key);
      if (before == null || part.onConflict() == OnConflict.REPLACE) {
        elements.put(key, Element.of(id, xml));
      } else if (part.onConflict() == OnConflict.MERGE) {
        elements.put(key, before.with(xml));
      }
    }
    return new ServerConfig(elements);
  }

  /** Nested elements, which are put together in the same way. */
  static ServerConfig ofChildren(List<XmlElement> children) {
    return of(children.stream().map(child -> new Part(child, OnConflict.MERGE)).toList());
  }

  private static Optional<String> id(XmlElement element) {
    String id = element.attribute("id", "");
    if (id.isEmpty() && element.name().equals("keyStore")) {
      return Optional.of("defaultKeyStore");
    }
    return id.isEmpty() ? Optional.empty() : Optional.of(id);
  }

  /** All of them, in the order of the files. */
  List<Element> all() {
    return List.copyOf(elements.values());
  }

  List<Element> all(String name) {
    List<Element> found = new ArrayList<>();
    for (Element element : elements.values()) {
      if (element.name().equals(name)) {
        found.add(element);
      }
    }
    return found;
  }

  Optional<Element> find(String name, String id) {
    return Optional.ofNullable(elements.get(name + "#" + id));
  }
}
