package dev.signet.it.proxies;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.it.dumper.Page;
import dev.signet.it.server.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Every page of SubjectDumper as nobody and as each user of the seed, through a proxy that sends
 * nobody to its log-in: what the statuses must be, printed and kept with the build.
 */
record PagesByUser(
    ToIntFunction<String> nobody, ToIntFunction<String> testuser, ToIntFunction<String> otheruser) {
  private static final List<String> HEAD =
      List.of("| page | nobody | testuser | otheruser |", "|---|---|---|---|");

  void check(String proxy) {
    List<String> table = new ArrayList<>(HEAD);
    List<String> expected = new ArrayList<>(HEAD);
    for (Page page : Page.values()) {
      String path = page.path();
      table.add(
          row(
              page,
              nobody.applyAsInt(path),
              testuser.applyAsInt(path),
              otheruser.applyAsInt(path)));
      String role = page.role().orElse("");
      expected.add(
          row(
              page,
              role.isEmpty() ? 200 : 401,
              role.equals("RoleB") ? 403 : 200,
              role.equals("RoleA") ? 403 : 200));
    }
    System.out.println(proxy + ":\n" + String.join("\n", table));
    keep(proxy, table);
    assertEquals(expected, table);
  }

  private static String row(Page page, int nobody, int testuser, int otheruser) {
    return "| %s | %d | %d | %d |".formatted(page.path(), nobody, testuser, otheruser);
  }

  private static void keep(String proxy, List<String> table) {
    try {
      Path folder = Files.createDirectories(Server.target().resolve("proxies"));
      Files.write(folder.resolve(proxy + ".md"), table);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
