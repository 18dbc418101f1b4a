package dev.signet.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Issuers with a key of their own each, in one file with a table, and their tokens.
 *
 * @param folder where the files are
 * @param keys the key of each issuer
 */
record ManyIssuers(Path folder, List<KeyPair> keys) {
  private static final int HOUR = 3600;

  ManyIssuers {
    keys = List.copyOf(keys);
  }

  /** Writes the files into a new folder. EC keys, since ten thousand RSA keys take minutes. */
  static ManyIssuers in(Path folder, int count, int rows)
      throws IOException, GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    List<KeyPair> keys = new ArrayList<>(count);
    StringBuilder table = new StringBuilder("name\n");
    for (int i = 0; i < count; i++) {
      KeyPair pair = generator.generateKeyPair();
      keys.add(pair);
      String pem = Base64.getMimeEncoder().encodeToString(pair.getPublic().getEncoded());
      Files.writeString(
          folder.resolve("machine-" + i + ".pem"),
          "-----BEGIN PUBLIC KEY-----\n" + pem + "\n-----END PUBLIC KEY-----\n");
      table.append("machine-").append(i).append('\n');
    }
    Files.writeString(folder.resolve("machines.csv"), table);
    Files.writeString(folder.resolve("users.csv"), users(rows));
    Files.writeString(
        folder.resolve("signet.json"),
        """
        { "issuers": { "table": "machines.csv", "issuerIdentifier": "${row.name}",
            "publicKeyLocation": "${row.name}.pem", "realmName": "${row.name}", "headerName": "jwt",
            "authFilter": { "remoteAddress": { "ip": "10.0.0.0/8" } },%s
            "audiences": "urn:bank", "signatureAlgorithm": "ES256", "maxTokenLifetime": "2h" } }
        """
            .formatted(
                rows == 0 ? "" : "\n    \"identityMapping\": { \"table\": \"users.csv\" },"));
    return new ManyIssuers(folder, keys);
  }

  private static String users(int rows) {
    StringBuilder users = new StringBuilder("subject,user\ntestuser,LOCAL\n");
    for (int i = 1; i < rows; i++) {
      users.append("subject-").append(i).append(",USER").append(i).append('\n');
    }
    return users.toString();
  }

  Path file() {
    return folder.resolve("signet.json");
  }

  /** A token of an issuer, another one for each serial number. */
  String token(int issuer, long serial) throws GeneralSecurityException {
    long now = Instant.now().getEpochSecond();
    String payload =
        """
        {"iss":"machine-%d","sub":"testuser","aud":"urn:bank","groups":["groupa","groupb"],\
        "iat":%d,"exp":%d,"serial":%d}"""
            .formatted(issuer, now, now + HOUR, serial);
    String signed = encoded("{\"alg\":\"ES256\"}") + "." + encoded(payload);
    Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
    signature.initSign(keys.get(issuer).getPrivate());
    signature.update(signed.getBytes(StandardCharsets.US_ASCII));
    return signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
  }

  /** Tokens of all issuers in turn. */
  List<String> tokens(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              try {
                return token(i % keys.size(), i);
              } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
              }
            })
        .toList();
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
