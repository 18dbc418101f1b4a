package dev.signet.junction.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DemoRequestTest {
  @Test
  void nobodySendsNoHeader() {
    assertEquals("curl -i http://127.0.0.1:9080/dump.jsp", request(Optional.empty()).curl());
  }

  @Test
  void whatAShellWouldReadOtherwiseIsQuoted() {
    assertEquals(
        "curl -i --cacert /a/tls.pem -H '@/it'\\''s here/t.header' -H 'Accept: application/json'"
            + " http://127.0.0.1:9080/dump.jsp",
        request(Optional.of(Path.of("/it's here/t.header")))
            .accepting("application/json")
            .trusting(Path.of("/a/tls.pem"))
            .curl());
  }

  private static DemoRequest request(Optional<Path> headerFile) {
    return new DemoRequest(
        "somebody",
        URI.create("http://127.0.0.1:9080/dump.jsp"),
        headerFile,
        Optional.empty(),
        Optional.empty(),
        200);
  }
}
