package dev.signet.benchmarks;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTVerifier;
import com.auth0.jwt.algorithms.Algorithm;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.proc.SingleKeyJWSKeySelector;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.signet.AuthenticationResult.Authenticated;
import dev.signet.JwtAuthenticator;
import dev.signet.config.ConfigException;
import dev.signet.config.SignetConfig;
import io.jsonwebtoken.JwtParserBuilder;
import io.jsonwebtoken.Jwts;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.DefaultJWTParser;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Security;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.util.Base64;
import java.util.Set;
import org.jose4j.jca.ProviderContext;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

/**
 * Verifiers of tokens, each used as its own documentation recommends: objects are made once, with a
 * key at hand, and issuer, audience and times are checked.
 */
public enum Rival {
  /** The signature alone, with what can be prepared for a key: no verifier can be faster. */
  JAVA {
    @Override
    Verifier verifier(ManyIssuers one, PublicKey key, SignaturesBy by)
        throws GeneralSecurityException {
      TokenAlgorithm.Check check = one.algorithm().check(key, by.provider());
      return token -> {
        int dot = token.lastIndexOf('.');
        byte[] signed = token.substring(0, dot).getBytes(StandardCharsets.ISO_8859_1);
        if (!check.verifies(signed, Base64.getUrlDecoder().decode(token.substring(dot + 1)))) {
          throw new SignatureException();
        }
        return token;
      };
    }
  },
  /** The whole line, without its memory. */
  SIGNET {
    @Override
    Verifier verifier(ManyIssuers one, PublicKey key, SignaturesBy by)
        throws ConfigException, IOException {
      JwtAuthenticator line =
          JwtAuthenticator.of(SignetConfig.load(one.forgetful(by)), Clock.systemUTC());
      return token -> {
        if (line.authenticate(HeaderRequest.withJwt(token)) instanceof Authenticated caller) {
          return caller;
        }
        throw new SignatureException();
      };
    }
  },
  /** jose4j's {@code JwtConsumer}. */
  JOSE4J {
    @Override
    Verifier verifier(ManyIssuers one, PublicKey key, SignaturesBy by) {
      JwtConsumer consumer =
          new JwtConsumerBuilder()
              .setRequireExpirationTime()
              .setExpectedIssuer(ISSUER)
              .setExpectedAudience(AUDIENCE)
              .setVerificationKey(key)
              .setJwsProviderContext(context(by))
              .setJwsAlgorithmConstraints(ConstraintType.PERMIT, one.algorithm().name())
              .build();
      return consumer::processToClaims;
    }

    /** It takes the name of a provider that is installed; last, so that nothing else uses it. */
    private static ProviderContext context(SignaturesBy by) {
      ProviderContext context = new ProviderContext();
      by.provider()
          .ifPresent(
              provider -> {
                Security.addProvider(provider);
                context.getSuppliedKeyProviderContext().setSignatureProvider(provider.getName());
              });
      return context;
    }
  },
  /** The {@code DefaultJWTProcessor} of Nimbus JOSE+JWT. */
  NIMBUS {
    @Override
    Verifier verifier(ManyIssuers one, PublicKey key, SignaturesBy by) {
      var processor = new DefaultJWTProcessor<SecurityContext>();
      processor.setJWSKeySelector(
          new SingleKeyJWSKeySelector<>(JWSAlgorithm.parse(one.algorithm().name()), key));
      var signatures = new DefaultJWSVerifierFactory();
      by.provider().ifPresent(signatures.getJCAContext()::setProvider);
      processor.setJWSVerifierFactory(signatures);
      processor.setJWTClaimsSetVerifier(
          new DefaultJWTClaimsVerifier<>(
              AUDIENCE, new JWTClaimsSet.Builder().issuer(ISSUER).build(), Set.of("exp")));
      return token -> processor.process(token, null);
    }
  },
  /** Auth0's java-jwt; it knows no PS256 and no EdDSA, and takes no provider. */
  AUTH0 {
    @Override
    Verifier verifier(ManyIssuers one, PublicKey key, SignaturesBy by) {
      Algorithm algorithm =
          key instanceof RSAPublicKey rsa
              ? Algorithm.RSA256(rsa, null)
              : Algorithm.ECDSA256((ECPublicKey) key, null);
      JWTVerifier verifier =
          JWT.require(algorithm).withIssuer(ISSUER).withAudience(AUDIENCE).build();
      return verifier::verify;
    }
  },
  /** JJWT with Jackson. */
  JJWT {
    @Override
    Verifier verifier(ManyIssuers one, PublicKey key, SignaturesBy by) {
      JwtParserBuilder parser =
          Jwts.parser().verifyWith(key).requireIssuer(ISSUER).requireAudience(AUDIENCE);
      by.provider().ifPresent(parser::provider);
      return parser.build()::parseSignedClaims;
    }
  },
  /** SmallRye JWT's {@code DefaultJWTParser}, which takes no provider. */
  SMALLRYE {
    @Override
    Verifier verifier(ManyIssuers one, PublicKey key, SignaturesBy by) {
      JWTAuthContextInfo settings = new JWTAuthContextInfo(key, ISSUER);
      settings.setExpectedAudience(Set.of(AUDIENCE));
      settings.setSignatureAlgorithm(
          Set.of(SignatureAlgorithm.fromAlgorithm(one.algorithm().name())));
      DefaultJWTParser parser = new DefaultJWTParser(settings);
      return parser::parse;
    }
  };

  private static final String ISSUER = "machine-0";
  private static final String AUDIENCE = "urn:bank";

  abstract Verifier verifier(ManyIssuers one, PublicKey key, SignaturesBy by)
      throws GeneralSecurityException, ConfigException, IOException;

  /** Whether it lets a provider be chosen for signatures alone. */
  boolean takesProvider() {
    return this != AUTH0 && this != SMALLRYE;
  }
}
