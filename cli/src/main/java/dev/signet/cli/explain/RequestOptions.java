package dev.signet.cli.explain;

import dev.signet.cli.command.CommandFailedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that describe the request with the token. */
final class RequestOptions {
  @Option(
      names = "--from",
      paramLabel = "ADDRESS",
      description = "The address of the peer (default: ${DEFAULT-VALUE}).")
  private String from = "127.0.0.1";

  @Option(
      names = "--host",
      paramLabel = "HOST[:PORT]",
      description = "The host that the request names (default: ${DEFAULT-VALUE}).")
  private String host = "localhost";

  @Option(
      names = "--path",
      paramLabel = "PATH",
      description = "The path, with the context root (default: ${DEFAULT-VALUE}).")
  private String path = "/";

  @Option(
      names = "--context-root",
      paramLabel = "PATH",
      description = "The context root of the application, such as /app (default: the root).")
  private String contextRoot = "";

  @Option(
      names = "--header",
      paramLabel = "NAME:VALUE",
      description = "A header of the request; may be given several times.")
  private List<String> headers = List.of();

  @Option(
      names = "--in",
      paramLabel = "NAME",
      description =
          "The header or cookie that has the token (default: that of the definition with the"
              + " token's issuer).")
  private @Nullable String place;

  @Option(
      names = "--client-certificate",
      paramLabel = "FILE",
      description = "The client's certificate, where the server has one for the request.")
  private @Nullable Path certificate;

  /** Made by picocli. */
  RequestOptions() {}

  /** The name of the header or cookie that has the token, where one is given. */
  Optional<String> place() {
    return Optional.ofNullable(place);
  }

  /**
   * The request without its token.
   *
   * @param command whose options these are, for a mistake in one of them
   */
  GivenRequest request(CommandLine command) {
    Map<String, List<String>> all = new LinkedHashMap<>();
    for (String header : headers) {
      int colon = header.indexOf(':');
      if (colon < 1) {
        throw new ParameterException(
            command, "Invalid value for option '--header': a header is NAME:VALUE");
      }
      all.computeIfAbsent(header.substring(0, colon).strip(), name -> new ArrayList<>())
          .add(header.substring(colon + 1).strip());
    }
    if (!path.startsWith("/") || !path.startsWith(contextRoot)) {
      throw new ParameterException(
          command,
          "Invalid value for option '--path': it begins with a slash and with the context root");
    }
    return new GivenRequest(
        from, host, contextRoot, path, all, Optional.ofNullable(certificate).map(this::read));
  }

  private X509Certificate read(Path file) {
    try (InputStream input = Files.newInputStream(file)) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(input);
    } catch (IOException | CertificateException e) {
      throw new CommandFailedException(file, "is no X.509 certificate that can be read", e);
    }
  }
}
