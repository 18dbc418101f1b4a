package dev.signet.testing;

import dev.signet.config.ConfigException;
import dev.signet.config.SignetConfig;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jose4j.jwe.JsonWebEncryption;
import org.jose4j.lang.JoseException;

/**
 * Configurations at random, of several definitions each, that share issuers, keys, headers and
 * paths; and requests at random, with tokens that fit one definition, several, or none.
 */
public final class Worlds implements AutoCloseable {
  private static final List<KeyPair> KEYS = List.of(TestKeys.RSA, TestKeys.OTHER_RSA);
  private static final List<String> ISSUERS = List.of(Tokens.ISSUER, "https://other.example.com");
  private static final List<String> HEADERS = List.of("jwt", "jwt", "jwt", "x-token");
  private static final List<String> PATHS = List.of("/admin/x", "/admin", "/public", "/");
  private static final List<String> ADDRESSES = List.of("10.1.1.1", "192.0.2.1");
  private static final List<Object> FILTERS =
      List.of(
          Map.of("requestPath", Map.of("pattern", "/app/admin/*")),
          Map.of("requestPath", Map.of("pattern", "/app/public")),
          Map.of("remoteAddress", Map.of("ip", "10.0.0.0/8")),
          Map.of("requestHeader", Map.of("name", "x-zone", "value", "inside")));

  private final Path directory;
  private final Random random;
  private final IntrospectionEndpoint endpoint = IntrospectionEndpoint.start();
  private final List<String> tokens = new ArrayList<>();
  private final Map<String, Object> keyStore;

  public Worlds(Path directory, long seed) {
    this.directory = directory;
    this.random = new Random(seed);
    Path file = PrivateKeyStores.write(directory.resolve("own.p12"), "own", TestKeys.P_256);
    this.keyStore = PrivateKeyStores.definition("own", file);
    for (KeyPair key : KEYS) {
      for (String issuer : ISSUERS) {
        Tokens token = Tokens.good().claim("iss", issuer).signedWith("RS256", key.getPrivate());
        add(token);
        add(token.claim("aud", "urn:a").claim("email", "other@example.com"));
        add(token.claim("groups", List.of("groupb", "groupa")).time("exp", 40));
        add(token.time("exp", 3600).without("groups"));
      }
    }
    tokens.add(sealed(tokens.get(0)));
    add(Tokens.good().claim("iss", "https://unknown.example.com"));
    add(Tokens.good().without("iss"));
    tokens.addAll(List.of("opaque-one", "opaque.two"));
    endpoint.says("opaque-one", answer("one"));
    endpoint.says("opaque.two", answer("two"));
  }

  /** Of three tokens in a row two have the same id. */
  private void add(Tokens token) {
    String compact = token.claim("jti", "id-" + (tokens.size() - tokens.size() % 3)).compact();
    tokens.add(compact);
    if (random.nextBoolean()) {
      endpoint.says(compact, answer("asked"));
    }
  }

  private static String answer(String subject) {
    return Tokens.json(
        Map.of(
            "active",
            true,
            "sub",
            subject,
            "aud",
            "urn:a",
            "groups",
            List.of("of-" + subject),
            "jti",
            "id-of-" + subject,
            "exp",
            Tokens.NOW.getEpochSecond() + 3600));
  }

  private static String sealed(String inner) {
    try {
      JsonWebEncryption jwe = new JsonWebEncryption();
      jwe.setAlgorithmHeaderValue("ECDH-ES");
      jwe.setEncryptionMethodHeaderParameter("A256GCM");
      jwe.setContentTypeHeaderValue("JWT");
      jwe.setKey(TestKeys.P_256.getPublic());
      jwe.setPayload(inner);
      return jwe.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  private <T> T any(List<? extends T> values) {
    return values.get(random.nextInt(values.size()));
  }

  private boolean oneIn(int number) {
    return random.nextInt(number) == 0;
  }

  /** Two to five definitions, in as many configurations as there are variants. */
  public List<SignetConfig> configs(Variant... variants) {
    while (true) {
      List<Map<String, Object>> definitions = new ArrayList<>();
      int count = 2 + random.nextInt(4);
      for (int i = 0; i < count; i++) {
        definitions.add(definition("definition-" + i));
      }
      try {
        List<SignetConfig> configs = new ArrayList<>();
        for (Variant variant : variants) {
          configs.add(config(definitions, variant));
        }
        return configs;
      } catch (ConfigException e) {
        if (!String.valueOf(e.getMessage()).contains("takes all requests of this one")) {
          throw new IllegalStateException(e);
        }
      }
    }
  }

  private SignetConfig config(List<Map<String, Object>> definitions, Variant variant)
      throws ConfigException {
    List<Map<String, Object>> issuers = new ArrayList<>();
    for (Map<String, Object> definition : definitions) {
      Map<String, Object> issuer = new LinkedHashMap<>(definition);
      issuer.putAll(variant.ofEach());
      issuers.add(issuer);
    }
    Configs config =
        Configs.in(directory).root("issuers", issuers).root("keyStores", List.of(keyStore));
    variant.root().forEach(config::root);
    return config.tryLoad();
  }

  private Map<String, Object> definition(String id) {
    Configs config =
        Configs.in(directory)
            .key(any(KEYS))
            .issuer("id", id)
            .issuer("headerName", any(HEADERS))
            .issuer("issuerIdentifier", any(ISSUERS))
            .issuer("audiences", any(List.of("ALL_AUDIENCES", "ALL_AUDIENCES", "urn:a")))
            .issuer("userIdentifier", any(List.of("sub", "sub", "sub", "email")))
            .issuer("realmName", any(List.of("corp", "bank")));
    if (!oneIn(2)) {
      config.issuer("authFilter", any(FILTERS));
    }
    if (oneIn(4)) {
      config.issuer("maxTokenAge", 60);
    }
    if (oneIn(4)) {
      config.issuer("groupToRoles", Map.of("groupa", List.of(id)));
    }
    String method =
        any(List.of("local", "local", "local", "local", "local", "local", "both", "introspect"));
    if (!method.equals("local")) {
      config
          .issuer("validationMethod", method)
          .issuer("validationEndpointUrl", endpoint.url())
          .issuer("clientId", IntrospectionEndpoint.CLIENT)
          .issuer("clientSecret", IntrospectionEndpoint.SECRET)
          .issuer("httpsRequired", false);
    }
    if (method.equals("introspect")) {
      config.without("publicKeyLocation").without("signatureAlgorithm");
    } else if (oneIn(6)) {
      config.issuer("keyManagementKeyAlias", "own").issuer("keyStoreRef", "own");
    }
    return new LinkedHashMap<>(config.issuerSettings());
  }

  /** Makes the same request anew each time it is asked. */
  public RequestMaker request() {
    String header = any(HEADERS);
    String token = any(tokens);
    String path = any(PATHS);
    String address = any(ADDRESSES);
    boolean isInside = oneIn(3);
    return () -> {
      Requests request = Requests.empty().header(header, token).to("/app", path).from(address);
      return (isInside ? request.header("x-zone", "inside") : request).build();
    };
  }

  /** A number of seconds for the clock to go on, mostly none. */
  public int pause() {
    return oneIn(20) ? random.nextInt(30) : 0;
  }

  @Override
  public void close() {
    endpoint.close();
  }

  /**
   * What a configuration has besides its definitions.
   *
   * @param root settings of the whole
   * @param ofEach settings of each definition
   */
  public record Variant(Map<String, Object> root, Map<String, Object> ofEach) {}

  /** Makes a request. */
  @FunctionalInterface
  public interface RequestMaker {
    HttpServletRequest make();
  }
}
