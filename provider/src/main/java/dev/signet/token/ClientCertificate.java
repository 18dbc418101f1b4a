package dev.signet.token;

import dev.signet.channel.ChannelAttribute.Kind;
import dev.signet.crypto.Sha256;
import jakarta.servlet.http.HttpServletRequest;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import javax.security.auth.x500.X500Principal;

/** The client certificate of the TLS connection, as the container has verified it. */
final class ClientCertificate {
  /** Jakarta Servlet 6.0 section 3.10. */
  private static final String ATTRIBUTE = "jakarta.servlet.request.X509Certificate";

  private static final Map<Integer, String> NAME_KINDS =
      Map.of(1, "EMAIL:", 2, "DNS:", 6, "URI:", 7, "IP:");

  private ClientCertificate() {}

  static List<String> values(HttpServletRequest request, Kind kind) {
    if (!(request.getAttribute(ATTRIBUTE) instanceof X509Certificate[] chain)
        || chain.length == 0) {
      return List.of();
    }
    try {
      return values(chain[0], kind);
    } catch (GeneralSecurityException e) {
      return List.of();
    }
  }

  private static List<String> values(X509Certificate certificate, Kind kind)
      throws GeneralSecurityException {
    return switch (kind) {
      case CERTIFICATE_SUBJECT ->
          List.of(certificate.getSubjectX500Principal().getName(X500Principal.RFC2253));
      case CERTIFICATE_NAME -> names(certificate.getSubjectAlternativeNames());
      case CERTIFICATE_KEY -> List.of(Sha256.of(certificate.getPublicKey().getEncoded()));
      case CERTIFICATE_THUMBPRINT -> List.of(Sha256.of(certificate.getEncoded()));
      default -> List.of();
    };
  }

  private static List<String> names(Collection<List<?>> names) {
    if (names == null) {
      return List.of();
    }
    return names.stream()
        .filter(name -> name.get(1) instanceof String && NAME_KINDS.containsKey(name.get(0)))
        .map(name -> NAME_KINDS.get(name.get(0)) + name.get(1))
        .toList();
  }
}
