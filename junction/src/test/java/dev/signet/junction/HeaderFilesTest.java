package dev.signet.junction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HeaderFilesTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(START);

  @TempDir Path folder;

  @Test
  void aFileIsOneHeaderLineForItsOwnerOnly() throws Exception {
    try (HeaderFiles headers = headers()) {
      headers.renewIfDue();

      Path file = headers.of(DemoCaller.TESTUSER);
      String text = Files.readString(file);
      assertTrue(text.matches("jwt: [\\w-]+\\.[\\w-]+\\.[\\w-]+\n"), text);
      assertEquals(text, "jwt: " + HeaderFiles.token(file) + "\n");
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
      assertTrue(Files.exists(headers.of(DemoCaller.OTHERUSER)));
    }
  }

  @Test
  void aTokenIsRenewedExactlyAtHalfOfItsLifetime() throws Exception {
    try (HeaderFiles headers = headers()) {
      Path file = headers.of(DemoCaller.TESTUSER);
      headers.renewIfDue();
      String first = Files.readString(file);

      now.set(START.plusSeconds(30).minusNanos(1));
      headers.renewIfDue();
      assertEquals(first, Files.readString(file));

      now.set(START.plusSeconds(30));
      headers.renewIfDue();
      assertNotEquals(first, Files.readString(file));
    }
  }

  @Test
  void afterClosingThereAreNoFilesAndNoneComeBack() throws Exception {
    HeaderFiles headers = headers();
    headers.renewIfDue();
    headers.close();
    assertFalse(Files.exists(folder.resolve("headers")));

    now.set(START.plusSeconds(60));
    headers.renewIfDue();
    headers.close();
    assertFalse(Files.exists(folder.resolve("headers")));
  }

  @Test
  void aFolderWithSomethingElseInItStays() throws Exception {
    HeaderFiles headers = headers();
    headers.renewIfDue();
    Path other = Files.writeString(folder.resolve("headers/other"), "");
    headers.close();
    assertTrue(Files.exists(other));
  }

  private HeaderFiles headers() throws Exception {
    SigningKey key = SelfSignedCertificate.forTokens("rsakey1").make("rsakey1");
    InstantSource clock = now::get;
    TokenMint mint = new TokenMint(key, SignatureAlgorithm.RS256, KeyIdScheme.X5T_S256, clock);
    return new HeaderFiles(
        folder.resolve("headers"), mint, clock, "issuer", Duration.ofSeconds(60));
  }
}
