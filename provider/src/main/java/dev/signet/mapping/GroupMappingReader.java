package dev.signet.mapping;

import dev.signet.mapping.GroupMapping.Unmapped;
import dev.signet.settings.Names;
import dev.signet.settings.SettingsObject;
import dev.signet.settings.TextPattern;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code groupMapping}. */
final class GroupMappingReader {
  private static final String NO_NAME =
      "is not a name: it has blanks around it or control characters";

  private final MappingTables tables;

  GroupMappingReader(MappingTables tables) {
    this.tables = tables;
  }

  GroupMapping read(SettingsObject issuer) {
    return issuer.object("groupMapping").map(this::mapping).orElse(GroupMapping.NONE);
  }

  private GroupMapping mapping(SettingsObject settings) {
    List<TextPattern> include = patterns(settings, "include");
    List<TextPattern> exclude = patterns(settings, "exclude");
    Optional<Map<String, List<String>>> table =
        settings.read("table", file -> tables.groups(file, m -> settings.problem("table", m)));
    Optional<Unmapped> unmapped = settings.choice("unmapped", Unmapped.class);
    if (settings.has("unmapped") && !settings.has("table")) {
      settings.problem("unmapped", "is allowed only with table");
    }
    // a prefix may end in a blank, a name may not
    String prefix =
        settings.text("prefix").filter(text -> isName(settings, "prefix", text + "x")).orElse("");
    List<String> add =
        settings.texts("add").stream().filter(text -> isName(settings, "add", text)).toList();
    settings.refuseUnknownNames();
    return new GroupMapping(
        include, exclude, table.orElse(Map.of()), unmapped.orElse(Unmapped.KEEP), prefix, add);
  }

  private static List<TextPattern> patterns(SettingsObject settings, String name) {
    return settings.texts(name).stream()
        .flatMap(text -> settings.checked(name, () -> TextPattern.parse(text)).stream())
        .toList();
  }

  private static boolean isName(SettingsObject settings, String name, String text) {
    if (!Names.isName(text)) {
      settings.problem(name, NO_NAME);
      return false;
    }
    return true;
  }
}
