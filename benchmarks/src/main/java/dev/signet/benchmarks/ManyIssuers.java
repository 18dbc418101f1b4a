package dev.signet.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Issuers with a key of their own each, in one file with a table, and their tokens. RSA keys are
 * few, and the issuers share them.
 *
 * @param folder where the files are
 * @param algorithm of all tokens
 * @param keys the keys, which belong to the issuers in turn
 * @param count how many issuers there are
 */
record ManyIssuers(Path folder, TokenAlgorithm algorithm, List<KeyPair> keys, int count) {
  private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

  ManyIssuers {
    keys = List.copyOf(keys);
  }

  /** Writes the files into a new folder, with a table of so many rows that maps users. */
  static ManyIssuers in(Path folder, TokenAlgorithm algorithm, int count, int rows)
      throws IOException, GeneralSecurityException {
    List<KeyPair> keys = new ArrayList<>();
    for (int i = 0; i < algorithm.keysOf(count); i++) {
      KeyPair pair = algorithm.generateKey();
      keys.add(pair);
      String pem = Base64.getMimeEncoder().encodeToString(pair.getPublic().getEncoded());
      Files.writeString(
          folder.resolve("key-" + i + ".pem"),
          "-----BEGIN PUBLIC KEY-----\n" + pem + "\n-----END PUBLIC KEY-----\n");
    }
    StringBuilder table = new StringBuilder("name,key\n");
    for (int i = 0; i < count; i++) {
      table.append("machine-").append(i).append(",key-").append(i % keys.size()).append('\n');
    }
    Files.writeString(folder.resolve("machines.csv"), table);
    Files.writeString(folder.resolve("users.csv"), users(rows));
    ManyIssuers issuers = new ManyIssuers(folder, algorithm, keys, count);
    Files.writeString(folder.resolve("signet.json"), issuers.settings("", rows > 0));
    Files.writeString(
        folder.resolve("forgetful.json"),
        issuers.settings("\"maxRememberedTokens\": 0,", rows > 0));
    return issuers;
  }

  private String settings(String more, boolean hasUsers) {
    return """
        { %s "issuers": { "table": "machines.csv", "issuerIdentifier": "${row.name}",
            "publicKeyLocation": "${row.key}.pem", "realmName": "${row.name}", "headerName": "jwt",
            "authFilter": { "remoteAddress": { "ip": "10.0.0.0/8" } },%s
            "audiences": "urn:bank", "signatureAlgorithm": "%s", "maxTokenLifetime": "2h",
            "allowRsaKeysBelow2048Bits": %s } }
        """
        .formatted(
            more,
            hasUsers ? "\n    \"identityMapping\": { \"table\": \"users.csv\" }," : "",
            algorithm.jwaName(),
            algorithm == TokenAlgorithm.SHORT_RS256);
  }

  private static String users(int rows) {
    StringBuilder users = new StringBuilder("subject,user\ntestuser,LOCAL\n");
    for (int i = 1; i < rows; i++) {
      users.append("subject-").append(i).append(",USER").append(i).append('\n');
    }
    return users.toString();
  }

  /** The settings of a line that remembers tokens. */
  Path remembering() {
    return folder.resolve("signet.json");
  }

  /** The same settings, but for the memory: every token is a new one. */
  Path forgetful() {
    return folder.resolve("forgetful.json");
  }

  /** The same with another provider for signatures. */
  Path forgetful(SignaturesBy provider) throws IOException {
    if (provider == SignaturesBy.PLATFORM) {
      return forgetful();
    }
    String more =
        "\"maxRememberedTokens\": 0, \"signatureProvider\": \"%s\",".formatted(provider.setting());
    return Files.writeString(folder.resolve(provider + ".json"), settings(more, false));
  }

  /** A token of an issuer, another one for each serial number. */
  String token(int issuer, long serial, TokenShape shape) throws GeneralSecurityException {
    String signed = signedText(issuer, serial, shape);
    byte[] signature =
        algorithm.sign(
            keys.get(issuer % keys.size()).getPrivate(),
            signed.getBytes(StandardCharsets.US_ASCII));
    return signed + "." + BASE64URL.encodeToString(signature);
  }

  /** A token of the first issuer with a signature of something else. */
  String forgery(long serial, String dotAndSignature) {
    return signedText(0, serial + 1, TokenShape.SMALL) + dotAndSignature;
  }

  private String signedText(int issuer, long serial, TokenShape shape) {
    long end = Instant.now().getEpochSecond() + shape.lifetimeSeconds();
    String payload =
        """
        {"iss":"machine-%d","sub":"testuser","aud":"urn:bank","groups":[%s],\
        "iat":%d,"exp":%d,"serial":%d}"""
            .formatted(issuer, shape.groupNames(), end - 3600, end, serial);
    return encoded("{\"alg\":\"" + algorithm.jwaName() + "\"}") + "." + encoded(payload);
  }

  /** Tokens of issuers from all over the table. */
  List<String> tokens(int number, TokenShape shape) throws GeneralSecurityException {
    List<String> tokens = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      tokens.add(token((int) ((long) i * count / number), i, shape));
    }
    return tokens;
  }

  /** The same tokens with another's signature: everything fits but that. */
  static List<String> forged(List<String> tokens) {
    List<String> forged = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      String own = tokens.get(i);
      String others = tokens.get((i + 1) % tokens.size());
      forged.add(
          own.substring(0, own.lastIndexOf('.')) + others.substring(others.lastIndexOf('.')));
    }
    return forged;
  }

  private static String encoded(String text) {
    return BASE64URL.encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
