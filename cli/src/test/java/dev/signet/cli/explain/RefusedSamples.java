package dev.signet.cli.explain;

import dev.signet.cli.explain.RefusedSample.Obstacle;
import dev.signet.testing.Configs;
import dev.signet.testing.HostileWorld;
import dev.signet.testing.IntrospectionEndpoint;
import dev.signet.testing.KeyServer;
import dev.signet.testing.PrivateKeyStores;
import dev.signet.testing.TestCertificates;
import dev.signet.testing.TestKeys;
import dev.signet.testing.Tokens;
import dev.signet.token.Rejection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** One sample for each entry of the catalogue. */
final class RefusedSamples {
  private static final String CONFIDENTIAL = "confidential";

  private final Path directory;
  private final IntrospectionEndpoint issuer;
  private final KeyServer keys;
  private final List<RefusedSample> all = new ArrayList<>();

  RefusedSamples(Path directory, IntrospectionEndpoint issuer, KeyServer keys) {
    this.directory = directory;
    this.issuer = issuer;
    this.keys = keys;
    addForms();
    addIssuers();
    addHeaders();
    addEncrypted();
    addAudiencesAndClaims();
    addTimes();
    addPresets();
    addBound();
    addUsed();
    addRevoked();
    addCallers();
    addOfServers();
  }

  Optional<RefusedSample> of(Rejection reason) {
    return all.stream().filter(sample -> sample.reason() == reason).findFirst();
  }

  private RefusedSample add(Rejection reason, Configs configs, String token) {
    RefusedSample sample = new RefusedSample(reason, configs, token);
    all.add(sample);
    return sample;
  }

  private RefusedSample add(Rejection reason, Configs configs, Tokens token) {
    return add(reason, configs, token.compact());
  }

  private Configs config() {
    return Configs.in(directory);
  }

  private static Tokens good() {
    return Tokens.good().claim("sub", CONFIDENTIAL).header("typ", "JWT").header("kid", "key-1");
  }

  private void addForms() {
    String token = good().compact();
    add(Rejection.TOKEN_REPEATED, config(), token).header("jwt", token);
    add(Rejection.TOKEN_EMPTY, config(), "");
    add(Rejection.TOKEN_TOO_LONG, config(), "a".repeat(65_537));
    add(Rejection.TOKEN_SEGMENTS, config(), token).segments("0");
    add(Rejection.TOKEN_MALFORMED, config(), token.substring(0, token.lastIndexOf('.')) + ".a");
  }

  private void addIssuers() {
    add(Rejection.ISSUER_MISSING, config(), good().without("iss"));
    add(Rejection.ISSUER_UNKNOWN, config(), good().claim("iss", CONFIDENTIAL));
    Configs two = config();
    Map<String, ?> first = two.issuerSettings();
    two.issuer("id", "other").issuer("issuerIdentifier", "https://other.example.com");
    two.issuer("headerName", "other").root("issuers", List.of(first, two.issuerSettings()));
    add(Rejection.ISSUER_TRANSPORT, two, good()).in("other");
    Configs filtered =
        config().issuer("authFilter", Map.of("remoteAddress", Map.of("ip", "10.0.0.0/8")));
    add(Rejection.ISSUER_CHANNEL, filtered, good());
  }

  private void addHeaders() {
    Tokens elliptic = good().signedWith("ES256", TestKeys.P_256.getPrivate());
    add(Rejection.ALGORITHM_NOT_ALLOWED, config(), elliptic);
    add(Rejection.HEADER_CRITICAL, config(), good().header("b64", true));
    add(Rejection.TYPE_NOT_ALLOWED, config(), good().header("typ", "at+jwt"));
    add(
        Rejection.KEY_UNKNOWN,
        config()
            .without("publicKeyLocation")
            .issuer("jwkEndpointUrl", keys.url())
            .issuer("httpsRequired", false),
        good().header("kid", "of-no-key"));
    add(
        Rejection.SIGNATURE_INVALID,
        config(),
        good().signedWith("RS256", TestKeys.OTHER_RSA.getPrivate()));
    String ended =
        TestCertificates.of("CN=signer", TestKeys.RSA)
            .until(Tokens.NOW.minus(Duration.ofDays(1)))
            .pem();
    write("ended.pem", ended);
    add(Rejection.KEY_OUTDATED, config().issuer("publicKeyLocation", "ended.pem"), good());
  }

  private void write(String name, String text) {
    try {
      Files.writeString(directory.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void addEncrypted() {
    Path file = PrivateKeyStores.write(directory.resolve("own.p12"), "own", TestKeys.RSA);
    Configs closed =
        config()
            .root("keyStores", List.of(PrivateKeyStores.definition("own", file)))
            .issuer("keyStoreRef", "own")
            .issuer("keyManagementKeyAlias", "own");
    add(Rejection.ENCRYPTION_MISSING, closed, good());
    add(
        Rejection.DECRYPTION_FAILED,
        closed,
        HostileWorld.sealedFor(
            TestKeys.OTHER_RSA,
            good().compact(),
            "RSA-OAEP-256",
            "A256GCM",
            Map.of("cty", "JWT", "kid", "key-1")));
  }

  private void addAudiencesAndClaims() {
    Configs config =
        config()
            .issuer("audiences", List.of("urn:app"))
            .issuer("requiredClaims", Map.of("tenant", List.of("one", "two")));
    add(Rejection.CLAIM_MALFORMED, config, good().claim("aud", 1));
    add(Rejection.AUDIENCE_MISSING, config, good());
    add(Rejection.AUDIENCE_WRONG, config, good().claim("aud", CONFIDENTIAL));
    Tokens here = good().claim("aud", "urn:app");
    Map<String, ?> events = Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of());
    add(Rejection.SECURITY_EVENT, config, good().claim("events", events));
    add(Rejection.REQUIRED_CLAIM_MISSING, config, here);
    add(Rejection.REQUIRED_CLAIM_WRONG, config, here.claim("tenant", CONFIDENTIAL));
  }

  private void addTimes() {
    Configs limited =
        config()
            .issuer("clockSkew", "60s")
            .issuer("maxTokenLifetime", "1h")
            .issuer("maxTokenAge", "10m");
    add(Rejection.EXPIRY_MISSING, limited, good().without("exp"));
    add(Rejection.EXPIRED, limited, good().time("exp", -95));
    add(Rejection.NOT_YET_VALID, limited, good().time("nbf", 95));
    add(Rejection.ISSUED_IN_FUTURE, limited, good().time("iat", 95));
    add(Rejection.ISSUED_AT_MISSING, limited, good().without("iat"));
    add(Rejection.LIFETIME_TOO_LONG, limited, good().time("exp", 7200));
    add(Rejection.TOO_OLD, limited, good().time("iat", -700).time("exp", 60));
  }

  private void addPresets() {
    Configs alb =
        config()
            .key(TestKeys.P_256)
            .issuer("signatureAlgorithm", "ES256")
            .issuer("preset", "aws-alb")
            .issuer("signer", "arn:of-the-load-balancer")
            .issuer("client", "client-of-the-load-balancer")
            .without("audiences");
    // where the load balancer has them
    Tokens token =
        good()
            .without("iss")
            .without("exp")
            .header("iss", Tokens.ISSUER)
            .header("exp", Tokens.NOW.getEpochSecond() + 120)
            .signedWith("ES256", TestKeys.P_256.getPrivate());
    add(Rejection.SIGNER_WRONG, alb, token.header("signer", "arn:of-another"));
    add(
        Rejection.CLIENT_WRONG,
        alb,
        token.header("signer", "arn:of-the-load-balancer").header("client", CONFIDENTIAL));
    add(Rejection.KIND_WRONG, config().issuer("preset", "cloudflare-access"), good());
  }

  private void addBound() {
    add(
            Rejection.CONFIRMATION_MISMATCH,
            config(),
            good().claim("cnf", Map.of("x5t#S256", CONFIDENTIAL)))
        .from(TestKeys.certificate(TestKeys.P_256), directory.resolve("client.der"));
    add(Rejection.HOLDER_MISSING, config().issuer("certificateBound", "required"), good());
  }

  private void addUsed() {
    Configs once = config().issuer("tokenReuse", false);
    add(Rejection.ID_MISSING, once, good());
    add(Rejection.TOKEN_USED, once, good().claim("jti", UUID.randomUUID().toString()))
        .despite(Obstacle.USED_BEFORE);
    Configs asked =
        config()
            .issuer("validationMethod", "introspect")
            .issuer("validationEndpointUrl", issuer.url())
            .issuer("clientId", IntrospectionEndpoint.CLIENT)
            .issuer("clientSecret", IntrospectionEndpoint.SECRET)
            .issuer("httpsRequired", false)
            .without("publicKeyLocation")
            .without("signatureAlgorithm");
    add(Rejection.NOT_ACTIVE, asked, good());
  }

  private void addRevoked() {
    String entry =
        """
        [{"issuer": "%s", "jti": "%s", "until": "2099-01-01T00:00:00Z"}]
        """
            .formatted(Tokens.ISSUER, CONFIDENTIAL);
    write("taken-back.json", entry);
    add(
        Rejection.REVOKED,
        config().root("revocations", "taken-back.json"),
        good().claim("jti", CONFIDENTIAL));
  }

  private void addCallers() {
    add(Rejection.USER_MISSING, config(), good().without("sub"));
    add(Rejection.GROUPS_MALFORMED, config(), good().claim("groups", Map.of(CONFIDENTIAL, 1)));
    add(
        Rejection.REALM_NOT_ALLOWED,
        config()
            .without("realmName")
            .issuer("realmIdentifier", "tenant")
            .issuer("realms", List.of("bank")),
        good().claim("tenant", CONFIDENTIAL));
    Map<String, Object> rule = Map.of("match", "guest.*", "refuse", true);
    Configs mapped = config().issuer("identityMapping", Map.of("rules", List.of(rule)));
    add(Rejection.USER_NOT_MAPPED, mapped, good());
    add(Rejection.USER_REFUSED, mapped, good().claim("sub", "guest7"));
    add(Rejection.REGISTRY_MISSING, config().issuer("mapIdentityToRegistryUser", true), good());
  }

  private void addOfServers() {
    add(Rejection.IDENTITY_STORE_REJECTED, config(), good()).despite(Obstacle.REJECTING_STORES);
    add(Rejection.CALLER_MISMATCH, config(), good()).despite(Obstacle.OTHER_LOGIN);
  }
}
