package dev.signet.mechanism;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.enterprise.inject.Stereotype;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * Switches the {@link JwtAuthenticationMechanism} of an application on. It stands on one bean or
 * servlet of the application; being a stereotype, it makes a bean of a class that was none.
 *
 * <p>The members have the names and the meaning of {@code signet.json}; each is checked as it is
 * there, and a mistake is told by the member's name. One that is left out is not set. A string that
 * is, as a whole, an expression <code>#{…}</code> or <code>${…}</code> is evaluated with the beans
 * of the application before it is read; only <code>${env.NAME}</code> and <code>${sys.name}</code>
 * stay what they are in the file. Relative locations start in the server's configuration directory,
 * where a {@code signet.json} would be.
 *
 * <p>With no member set, the {@code signet.json} of the usual places is read; several issuers, and
 * the settings that are objects, need such a file.
 */
@Documented
@Retention(RUNTIME)
@Target(TYPE)
@Stereotype
public @interface JwtHeaderAuthenticationMechanismDefinition {
  /**
   * A {@code signet.json}, instead of all other members.
   *
   * @return its path; behind {@code /WEB-INF/} one in the application
   */
  String config() default "";

  /**
   * The exact value of {@code iss}.
   *
   * @return required unless there is a file
   */
  String issuerIdentifier() default "";

  /**
   * The definition's name in messages.
   *
   * @return as in the file
   */
  String id() default "";

  /**
   * Whether a request without a token is left to another mechanism of the application.
   *
   * @return {@code supported} for that
   */
  String inboundPropagation() default "";

  /**
   * The header that holds the token.
   *
   * @return as in the file
   */
  String headerName() default "";

  /**
   * The cookie that holds the token.
   *
   * @return as in the file
   */
  String cookieName() default "";

  /**
   * One of them must be in {@code aud}.
   *
   * @return as in the file
   */
  String[] audiences() default {};

  /**
   * The algorithms that are accepted.
   *
   * @return as in the file
   */
  String[] signatureAlgorithm() default {};

  /**
   * The key store with {@link #trustAliasName}.
   *
   * @return an {@code id} of {@link #keyStores}
   */
  String trustStoreRef() default "";

  /**
   * The certificates in it.
   *
   * @return as in the file
   */
  String[] trustAliasName() default {};

  /**
   * A PEM file, or a folder of them.
   *
   * @return as in the file
   */
  String publicKeyLocation() default "";

  /**
   * The URL of a key set.
   *
   * @return as in the file
   */
  String jwkEndpointUrl() default "";

  /**
   * The URL of the issuer's metadata.
   *
   * @return as in the file
   */
  String discoveryEndpointUrl() default "";

  /**
   * Whether keys are fetched over TLS only.
   *
   * @return false for tests alone
   */
  boolean httpsRequired() default true;

  /**
   * The key store that vouches for the key server.
   *
   * @return an {@code id} of {@link #keyStores}
   */
  String jwkTrustStoreRef() default "";

  /**
   * The key store with {@link #keyManagementKeyAlias}.
   *
   * @return an {@code id} of {@link #keyStores}
   */
  String keyStoreRef() default "";

  /**
   * The private key that decrypts tokens.
   *
   * @return as in the file
   */
  String keyManagementKeyAlias() default "";

  /**
   * The realm of users and groups.
   *
   * @return as in the file
   */
  String realmName() default "";

  /**
   * The claim with the caller's name.
   *
   * @return as in the file
   */
  String userIdentifier() default "";

  /**
   * The claim with the groups.
   *
   * @return as in the file
   */
  String groupIdentifier() default "";

  /**
   * What stands between groups in one string.
   *
   * @return as in the file
   */
  String groupSeparator() default "";

  /**
   * The claim that names the login at the proxy.
   *
   * @return as in the file
   */
  String sessionIdentifier() default "";

  /**
   * By how much clocks may differ.
   *
   * @return a number of seconds, or a text such as {@code 90s}
   */
  String clockSkew() default "";

  /**
   * The longest time from {@code iat} to {@code exp}.
   *
   * @return a number of seconds, or a text such as {@code 2h}
   */
  String maxTokenLifetime() default "";

  /**
   * The longest time from {@code iat} to now.
   *
   * @return a number of seconds, or a text such as {@code 2h}
   */
  String maxTokenAge() default "";

  /**
   * What {@code typ} may be.
   *
   * @return as in the file
   */
  String[] tokenTypes() default {};

  /**
   * Whether a token is good for more than one request.
   *
   * @return as in the file
   */
  boolean tokenReuse() default true;

  /**
   * The key stores that other members refer to.
   *
   * @return as in the file
   */
  KeyStore[] keyStores() default {};

  /** A key store. */
  @Retention(RUNTIME)
  @Target({})
  @interface KeyStore {
    /**
     * The name that members refer to it by.
     *
     * @return any text
     */
    String id();

    /**
     * The file.
     *
     * @return PKCS12 or JKS
     */
    String location();

    /**
     * What opens the file.
     *
     * @return best an expression, or <code>${env.NAME}</code>
     */
    String password();
  }
}
