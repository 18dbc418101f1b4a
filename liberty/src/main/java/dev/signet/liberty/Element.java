package dev.signet.liberty;

import dev.signet.liberty.server.Passwords;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Dictionary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An element of {@code server.xml} with what is nested in it, as {@code signet.json} would have it:
 * texts, lists and maps. Liberty gives it as one flat list of properties, {@code
 * authFilter.0.host.1.name}.
 */
final class Element {
  /** Of an element that is a name and its values: {@code <groupToRoles name="a" value="A,B"/>}. */
  private static final String ENTRY = "dev.signet.entry";

  /** The one nested element whose id is a setting. */
  private static final String KEY_STORE = "dev.signet.keyStores";

  private static final String TYPE = "config.referenceType";
  private static final Pattern NESTED = Pattern.compile("([^.]+)\\.(\\d+)\\.(.+)");

  private Element() {}

  /**
   * The settings of an element.
   *
   * @param properties as Liberty gives them
   * @return without what Liberty adds of its own
   */
  static Map<String, Object> of(Dictionary<String, Object> properties) {
    SortedMap<String, Object> flat = new TreeMap<>();
    properties.keys().asIterator().forEachRemaining(name -> flat.put(name, properties.get(name)));
    try {
      return tree(flat);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(flat.get("config.displayId") + "." + e.getMessage(), e);
    }
  }

  private static Map<String, Object> tree(SortedMap<String, Object> flat) {
    Map<String, Object> settings = new LinkedHashMap<>();
    Map<String, SortedMap<Integer, SortedMap<String, Object>>> nested = new LinkedHashMap<>();
    flat.forEach(
        (name, value) -> {
          Matcher path = NESTED.matcher(name);
          if (path.matches()) {
            nested
                .computeIfAbsent(path.group(1), n -> new TreeMap<>())
                .computeIfAbsent(Integer.valueOf(path.group(2)), n -> new TreeMap<>())
                .put(path.group(3), value);
          } else if (!name.startsWith("config.") && !name.startsWith("service.")) {
            settings.put(name, value(name, value));
          }
        });
    nested.forEach((name, elements) -> settings.put(name, children(elements.values())));
    return settings;
  }

  private static Object children(Collection<SortedMap<String, Object>> elements) {
    Map<String, Object> table = new LinkedHashMap<>();
    List<Map<String, Object>> objects = new ArrayList<>();
    for (SortedMap<String, Object> flat : elements) {
      Map<String, Object> child = tree(flat);
      Object type = flat.get(TYPE);
      if (ENTRY.equals(type)) {
        table.put(
            String.valueOf(child.getOrDefault("name", "")), child.getOrDefault("value", List.of()));
        continue;
      }
      if (!KEY_STORE.equals(type)) {
        child.remove("id");
      }
      objects.add(child);
    }
    if (objects.isEmpty()) {
      return table;
    }
    return objects.size() == 1 ? objects.get(0) : objects;
  }

  private static Object value(String name, Object value) {
    if (value instanceof Object[] several) {
      return List.of(several);
    }
    if (value instanceof Collection<?> several) {
      return List.copyOf(several);
    }
    if (value instanceof String || value instanceof Number || value instanceof Boolean) {
      return String.valueOf(value);
    }
    try {
      return new String(Passwords.decode(value).toCharArray());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
    }
  }
}
