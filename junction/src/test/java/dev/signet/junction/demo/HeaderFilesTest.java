package dev.signet.junction.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.junction.proxy.Login;
import dev.signet.junction.proxy.Logins;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HeaderFilesTest {
  private final Login login =
      new Logins(Duration.ofMinutes(1))
          .begin(DemoCaller.users().named(DemoCaller.TESTUSER.user()).orElseThrow());

  @TempDir Path folder;

  @Test
  void aFileIsOneHeaderLineForItsOwnerOnly() throws Exception {
    try (HeaderFiles headers = headers()) {
      headers.write(DemoCaller.TESTUSER, login);

      Path file = headers.of(DemoCaller.TESTUSER);
      assertEquals("Cookie: SIGNET-JUNCTION=" + login.id() + "\n", Files.readString(file));
      assertEquals("SIGNET-JUNCTION=" + login.id(), HeaderFiles.cookie(file));
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }
  }

  @Test
  void theEndDeletesTheFilesAndTheirFolder() {
    HeaderFiles headers = headers();
    headers.write(DemoCaller.TESTUSER, login);
    headers.write(DemoCaller.OTHERUSER, login);

    headers.close();

    assertFalse(Files.exists(folder.resolve("headers")));
  }

  @Test
  void aFolderWithSomethingElseInItStays() throws Exception {
    try (HeaderFiles headers = headers()) {
      headers.write(DemoCaller.TESTUSER, login);
      Files.writeString(folder.resolve("headers/mine"), "");
    }
    assertTrue(Files.exists(folder.resolve("headers/mine")));
    assertFalse(Files.exists(folder.resolve("headers/testuser.header")));
  }

  private HeaderFiles headers() {
    return new HeaderFiles(folder.resolve("headers"));
  }
}
