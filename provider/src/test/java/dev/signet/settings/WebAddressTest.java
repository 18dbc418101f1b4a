package dev.signet.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses of keys: with a host, with TLS, and with a key's name where it does no harm. */
class WebAddressTest {
  @Test
  void httpsIsRequiredUnlessRelaxed() {
    URI http = URI.create("http://keys.example/jwks");
    assertEquals(http, WebAddress.parse(http.toString(), false));
    assertThrows(
        IllegalArgumentException.class, () -> WebAddress.parse("http://keys.example/jwks", true));
    assertEquals("HTTPS://h/", WebAddress.parse("HTTPS://h/", true).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "secret.example/jwks",
        "/secret",
        "https:secret",
        "https:///secret",
        "file:///secret",
        "ftp://h/secret",
        "https://h/secret path",
        "https://secret_host/"
      })
  void whatIsNoAbsoluteWebAddressIsRefusedAndNothingOfItShown(String text) {
    IllegalArgumentException wrong =
        assertThrows(IllegalArgumentException.class, () -> WebAddress.parse(text, false));
    assertFalse(String.valueOf(wrong.getMessage()).contains("secret"), wrong.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://h/{kid}", "https://h/a/{kid}.pem", "https://h/?kid={kid}"})
  void aKeysNameMayStandInThePathOrTheQuery(String template) {
    assertEquals(
        URI.create(template.replace("{kid}", "kid")), WebAddress.parseTemplate(template, true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://h/keys",
        "https://{kid}/keys",
        "https://{kid}.h/{kid}",
        "https://h{kid}",
        "{kid}://h/",
        "https://h/#{kid}",
        "https://h/{kid}#{kid}",
        "https://h/../{kid}",
        "https://h/%2e%2E/{kid}",
        "https://h/./{kid}",
        "http://h/{kid}"
      })
  void elsewhereAKeysNameCouldChangeWhatIsAsked(String template) {
    assertThrows(IllegalArgumentException.class, () -> WebAddress.parseTemplate(template, true));
  }
}
