package dev.signet.junction.demo;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One request of the demo and the status it should get.
 *
 * @param caller the caller, in words for the reader
 * @param uri the requested address
 * @param headerFile the file with the header that holds the caller's token; none for a request
 *     without a caller
 * @param accept the header {@code Accept}
 * @param tlsCertificate the certificate to trust instead of the usual authorities
 * @param expectedStatus the status that the server should answer
 */
record DemoRequest(
    String caller,
    URI uri,
    Optional<Path> headerFile,
    Optional<String> accept,
    Optional<Path> tlsCertificate,
    int expectedStatus) {
  private static final Pattern SAFE_IN_SHELL = Pattern.compile("[\\w@%+=:,./-]+");

  DemoRequest accepting(String mediaType) {
    return new DemoRequest(
        caller, uri, headerFile, Optional.of(mediaType), tlsCertificate, expectedStatus);
  }

  DemoRequest trusting(Path certificate) {
    return new DemoRequest(
        caller, uri, headerFile, accept, Optional.of(certificate), expectedStatus);
  }

  /** The request as a line to paste into a shell. */
  String curl() {
    List<String> words = new ArrayList<>(List.of("curl", "-i"));
    tlsCertificate.ifPresent(file -> words.addAll(List.of("--cacert", file.toString())));
    headerFile.ifPresent(file -> words.addAll(List.of("-H", "@" + file)));
    accept.ifPresent(type -> words.addAll(List.of("-H", "Accept: " + type)));
    words.add(uri.toString());
    return words.stream().map(DemoRequest::quoted).collect(Collectors.joining(" "));
  }

  private static String quoted(String word) {
    return SAFE_IN_SHELL.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
