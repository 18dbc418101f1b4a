package dev.signet.it.servers;

import java.util.Set;

/**
 * Where servers do not do what the table promises.
 *
 * @param servers their names, those of the folders in docs/servers
 * @param variants for which it holds
 * @param row what they do differently
 * @param shown what they show instead, exactly; the test wants to see it
 * @param why the reason
 * @param instead what to do there
 */
record Deviation(
    Set<String> servers, Set<Variant> variants, Row row, String shown, String why, String instead) {

  Deviation {
    servers = Set.copyOf(servers);
    variants = Set.copyOf(variants);
  }

  boolean isOf(String server, Variant variant, Row asked) {
    return servers.contains(server) && variants.contains(variant) && row == asked;
  }

  /** A line of the documentation. */
  String note() {
    return row.title() + ": " + why + " " + instead;
  }
}
