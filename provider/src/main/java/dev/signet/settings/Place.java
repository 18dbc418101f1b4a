package dev.signet.settings;

/**
 * Where an object stands in a configuration.
 *
 * @param path for mistakes, such as {@code issuers[0].authFilter}; empty for the file as a whole
 * @param name for warnings, which call a definition by its id
 */
record Place(String path, String name) {

  /** The place of a setting in the object; of the object itself where the name is empty. */
  Place of(String setting) {
    return new Place(pathTo(setting), nameOf(setting));
  }

  String pathTo(String setting) {
    return join(path, setting);
  }

  String nameOf(String setting) {
    return join(name, setting);
  }

  private static String join(String outer, String inner) {
    return outer.isEmpty() || inner.isEmpty() ? outer + inner : outer + "." + inner;
  }

  /** The place of an object that stands for a row of a table. */
  Place at(Table.Row row) {
    String behind = " (" + row.place() + ")";
    return new Place(path + behind, name + behind);
  }
}
