package dev.signet.mechanism;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.enterprise.inject.Stereotype;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * Enables the {@code JwtAuthenticationMechanism} of an application. It is placed on one bean or
 * servlet of the application; being a stereotype, it makes a bean of a class that is none.
 *
 * <p>Except for {@link #config}, each member stands for the setting of its own name in {@code
 * signet.json}, and is checked by the same rules. A member at its default is not set, and the
 * default that its description names applies. Until every mistake is corrected, every request gets
 * a 503, and the log names the members. A duration is a number of seconds or a text such as {@code
 * 90s}, {@code 5m} or {@code 1h30m}.
 *
 * <p>A string that is, as a whole, an expression <code>#{…}</code> or <code>${…}</code> is
 * evaluated with the beans of the application when the application starts. <code>${env.NAME}</code>
 * and <code>${sys.name}</code> stand for an environment variable and a system property. Relative
 * locations start in the server's configuration directory.
 *
 * <p>With no member set, the {@code signet.json} of the usual places is read. Several issuers, and
 * the settings that are objects, need such a file.
 */
@Documented
@Retention(RUNTIME)
@Target(TYPE)
@Stereotype
public @interface JwtHeaderAuthenticationMechanismDefinition {
  /**
   * A {@code signet.json} with all settings; it is read again when it changes. No other member may
   * be set beside it.
   *
   * @return the path of the file; below {@code /WEB-INF/} in the application. Default: the other
   *     members
   */
  String config() default "";

  /**
   * The issuer whose tokens are accepted (RFC 7519 section 4.1.1).
   *
   * @return the exact value of the claim {@code iss}. Required unless there is a file
   */
  String issuerIdentifier() default "";

  /**
   * The name of these settings in messages.
   *
   * @return any text. Default: the {@link #issuerIdentifier}
   */
  String id() default "";

  /**
   * Whether a request without a token gets a 401 on a protected resource, or is left to another
   * mechanism of the application.
   *
   * @return {@code required} for the 401, {@code supported} for the other mechanism. Default:
   *     {@code required}
   */
  String inboundPropagation() default "";

  /**
   * The request header that holds the token, alone or after {@code Bearer}. In {@code
   * Authorization} it must be after {@code Bearer} (RFC 6750 section 2.1).
   *
   * @return the name of a header. Default: {@code Authorization}
   */
  String headerName() default "";

  /**
   * The cookie that holds the token. Where {@link #headerName} is set too, the token may be in
   * either; a request with both is refused.
   *
   * @return the name of a cookie. Default: none
   */
  String cookieName() default "";

  /**
   * The audiences that stand for this server (RFC 7519 section 4.1.3). A token is accepted if its
   * claim {@code aud} has one of them.
   *
   * @return their exact values, or {@code ALL_AUDIENCES} for any. Required
   */
  String[] audiences() default {};

  /**
   * The algorithms with which a token may be signed (RFC 7518 section 3.1).
   *
   * @return names such as {@code RS256} or {@code ES256}. Required
   */
  String[] signatureAlgorithm() default {};

  /**
   * The key store with the certificates that {@link #trustAliasName} names.
   *
   * @return the {@code id} of one of {@link #keyStores}. Default: none
   */
  String trustStoreRef() default "";

  /**
   * The certificates that verify signatures. Exactly one of this, {@link #publicKeyLocation},
   * {@link #jwkEndpointUrl} and {@link #discoveryEndpointUrl} is set.
   *
   * @return aliases in the key store of {@link #trustStoreRef}. Default: none
   */
  String[] trustAliasName() default {};

  /**
   * A PEM file with the public keys or certificates that verify signatures, or a folder of such
   * files. Changed files are read again.
   *
   * @return the path of the file or the folder. Default: none
   */
  String publicKeyLocation() default "";

  /**
   * The key set with the public keys that verify signatures (RFC 7517 section 5). It is fetched
   * when the application starts and again before it grows old.
   *
   * @return an {@code https} URL. Default: none
   */
  String jwkEndpointUrl() default "";

  /**
   * The issuer's metadata, whose {@code jwks_uri} names the key set (OpenID Connect Discovery 1.0
   * section 3). Its {@code issuer} must equal {@link #issuerIdentifier}.
   *
   * @return an {@code https} URL. Default: none
   */
  String discoveryEndpointUrl() default "";

  /**
   * Whether keys are fetched over TLS alone. Without TLS another server can replace the keys: set
   * it to false in tests only.
   *
   * @return default: true
   */
  boolean httpsRequired() default true;

  /**
   * The key store whose certificates authenticate the key server.
   *
   * @return the {@code id} of one of {@link #keyStores}. Default: the certificates of the Java
   *     installation
   */
  String jwkTrustStoreRef() default "";

  /**
   * The key store with the private key that {@link #keyManagementKeyAlias} names.
   *
   * @return the {@code id} of one of {@link #keyStores}. Default: none
   */
  String keyStoreRef() default "";

  /**
   * The private key that decrypts tokens (RFC 7516). Where it is set, tokens that are not encrypted
   * are refused.
   *
   * @return an alias in the key store of {@link #keyStoreRef}. Default: none
   */
  String keyManagementKeyAlias() default "";

  /**
   * The realm of users and groups. Two issuers with different realms never share a user.
   *
   * @return a name. Default: the {@link #issuerIdentifier}
   */
  String realmName() default "";

  /**
   * The claim with the caller's name. A token without it is refused.
   *
   * @return the name of a claim; {@code a.b} is the member {@code b} of the claim {@code a}.
   *     Default: {@code sub}
   */
  String userIdentifier() default "";

  /**
   * The claim with the caller's groups, a string or an array of strings. A token without it has no
   * groups.
   *
   * @return a claim as in {@link #userIdentifier}. Default: {@code groups}
   */
  String groupIdentifier() default "";

  /**
   * The character between several groups in one string.
   *
   * @return {@code ,} or {@code ;} or {@code |} or {@code space}. Default: none, a string is one
   *     group
   */
  String groupSeparator() default "";

  /**
   * The claim that identifies the login at the proxy. When its value or the user changes, the HTTP
   * session of the browser ends.
   *
   * @return a claim as in {@link #userIdentifier}. Default: {@code sess}
   */
  String sessionIdentifier() default "";

  /**
   * By how much the clocks of this server and of the issuer may differ.
   *
   * @return a duration of at most 600 seconds. Default: 60 seconds
   */
  String clockSkew() default "";

  /**
   * The longest time between the claims {@code iat} and {@code exp}. Where it is set, a token
   * without {@code iat} is refused.
   *
   * @return a duration. Default: unlimited
   */
  String maxTokenLifetime() default "";

  /**
   * The longest time between the claim {@code iat} and now, plus {@link #clockSkew}. Where it is
   * set, a token without {@code iat} is refused.
   *
   * @return a duration. Default: unlimited
   */
  String maxTokenAge() default "";

  /**
   * The values that the header parameter {@code typ} may have (RFC 7519 section 5.1), in any case
   * and without {@code application/}. {@code JWT} includes a token without {@code typ}.
   *
   * @return such as {@code at+jwt}. Default: {@code JWT}
   */
  String[] tokenTypes() default {};

  /**
   * Whether a token is accepted for more than one request. If not, a token without {@code jti} is
   * refused, and so is every further request with the same token.
   *
   * @return default: true
   */
  boolean tokenReuse() default true;

  /**
   * The key stores that {@link #trustStoreRef}, {@link #jwkTrustStoreRef} and {@link #keyStoreRef}
   * refer to.
   *
   * @return default: none
   */
  KeyStore[] keyStores() default {};

  /** A key store. */
  @Retention(RUNTIME)
  @Target({})
  @interface KeyStore {
    /**
     * The name by which other members refer to the key store.
     *
     * @return any text
     */
    String id();

    /**
     * The file, of type PKCS12 or JKS.
     *
     * @return the path of the file
     */
    String location();

    /**
     * The password of the file and of the private keys in it. It appears in no message.
     *
     * @return an expression or <code>${env.NAME}</code>, so that the password is not in the code
     */
    String password();
  }
}
