package dev.signet.mapping;

import dev.signet.settings.Names;
import dev.signet.settings.Table;
import dev.signet.settings.Texts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The tables that mappings refer to. Each is read once, because a definition with a table of ten
 * thousand issuers may refer to one file ten thousand times. An invalid table is reported once as
 * well. Only the mapping is kept, not the rows of the table.
 */
public final class MappingTables {
  private static final int MAX_ROWS = 100_000;

  private final Path baseDirectory;
  private final Consumer<Path> willRead;
  private final Map<Path, UserTable> users = new HashMap<>();
  private final Map<Path, Map<String, List<String>>> groups = new HashMap<>();

  /** Reports each file before it is read. */
  public MappingTables(Path baseDirectory, Consumer<Path> willRead) {
    this.baseDirectory = baseDirectory;
    this.willRead = willRead;
  }

  /** The columns {@code subject}, {@code realm} and {@code user}. */
  UserTable users(String location, Consumer<String> mistakes) {
    Path file = Texts.path(baseDirectory, location);
    return users.computeIfAbsent(file, f -> readUsers(f, mistakes));
  }

  /** The columns {@code group} and {@code to}. */
  Map<String, List<String>> groups(String location, Consumer<String> mistakes) {
    Path file = Texts.path(baseDirectory, location);
    return groups.computeIfAbsent(file, f -> readGroups(f, mistakes));
  }

  private UserTable readUsers(Path file, Consumer<String> mistakes) {
    Set<String> optional = Set.of("realm");
    Map<UserTable.Key, String> users = new HashMap<>();
    boolean isByRealm = false;
    for (Table.Row row : rows(file, Set.of("subject", "user"), optional, mistakes)) {
      isByRealm = row.values().containsKey("realm");
      String realm = isByRealm ? cell(row, "realm") : "";
      UserTable.Key key = new UserTable.Key(cell(row, "subject"), realm);
      if (users.putIfAbsent(key, cell(row, "user")) != null) {
        mistakes.accept(row.place() + " has the same subject as an earlier row");
      }
    }
    return new UserTable(users, isByRealm);
  }

  private Map<String, List<String>> readGroups(Path file, Consumer<String> mistakes) {
    Map<String, List<String>> groups = new HashMap<>();
    for (Table.Row row : rows(file, Set.of("group", "to"), Set.of(), mistakes)) {
      groups.computeIfAbsent(cell(row, "group"), g -> new ArrayList<>(1)).add(cell(row, "to"));
    }
    groups.replaceAll((group, to) -> List.copyOf(to));
    return groups;
  }

  /** The rows in which every cell is a name; empty for a table that cannot be used. */
  private List<Table.Row> rows(
      Path file, Set<String> required, Set<String> optional, Consumer<String> mistakes) {
    willRead.accept(file);
    try {
      Table table = Table.read(file);
      refuseOtherColumns(table, required, optional);
      if (table.rows().size() > MAX_ROWS) {
        throw new IllegalArgumentException(
            "the table " + file + " has more than " + MAX_ROWS + " rows");
      }
      return table.rows().stream().filter(row -> hasNames(row, mistakes)).toList();
    } catch (IllegalArgumentException e) {
      mistakes.accept(String.valueOf(e.getMessage()));
      return List.of();
    }
  }

  /**
   * Refuses unknown columns. If a misspelled {@code Realm} were ignored, one realm's users could
   * become another's.
   */
  private static void refuseOtherColumns(Table table, Set<String> required, Set<String> optional) {
    Set<String> columns = new HashSet<>(table.columns());
    columns.removeAll(optional);
    if (!columns.equals(required)) {
      throw new IllegalArgumentException(
          "the table "
              + table.file()
              + " must have the columns "
              + String.join(", ", new TreeSet<>(required))
              + (optional.isEmpty() ? "" : ", may have " + String.join(", ", optional))
              + ", and no others");
    }
  }

  private static boolean hasNames(Table.Row row, Consumer<String> mistakes) {
    boolean isGood = true;
    for (Map.Entry<String, String> cell : row.values().entrySet()) {
      if (!Names.isName(cell.getValue())) {
        isGood = false;
        mistakes.accept(
            row.place()
                + " has no name in "
                + cell.getKey()
                + ": it is empty, or has blanks around it or control characters");
      }
    }
    return isGood;
  }

  private static String cell(Table.Row row, String column) {
    return row.values().getOrDefault(column, "");
  }
}
