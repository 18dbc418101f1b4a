package dev.signet.it.claims;

import dev.signet.JwtPrincipal;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.jwt.Claim;
import org.eclipse.microprofile.jwt.ClaimValue;
import org.eclipse.microprofile.jwt.Claims;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.NullUnmarked;

/** Every form of injection, in a bean of one request. */
@NullUnmarked
@RequestScoped
public class OfOneRequest {
  @Inject private JsonWebToken token;
  @Inject private JwtPrincipal own;
  @Inject private Principal principal;

  @Inject
  @Claim(standard = Claims.iss)
  private String standard;

  @Inject
  @Claim("text")
  private String text;

  @Inject
  @Claim("number")
  private Long number;

  @Inject
  @Claim("number")
  private long primitiveNumber;

  @Inject
  @Claim("flag")
  private Boolean flag;

  @Inject
  @Claim("flag")
  private boolean primitiveFlag;

  @Inject
  @Claim("groups")
  private Set<String> set;

  @Inject
  @Claim("text")
  private JsonString jsonString;

  @Inject
  @Claim("number")
  private JsonNumber jsonNumber;

  @Inject
  @Claim("groups")
  private JsonArray jsonArray;

  @Inject
  @Claim("object")
  private JsonObject jsonObject;

  @Inject
  @Claim("flag")
  private JsonValue jsonValue;

  @Inject
  @Claim("text")
  private Optional<String> optional;

  @Inject
  @Claim("missing")
  private Optional<String> empty;

  @Inject
  @Claim("missing")
  private String missing;

  @Inject
  @Claim("text")
  private ClaimValue<String> claimValue;

  @Inject
  @Claim("number")
  private ClaimValue<Optional<Long>> optionalClaimValue;

  @Inject
  @Claim("text")
  private Provider<String> provider;

  @Inject
  @Claim("text")
  private Instance<Optional<String>> instance;

  /** Each form and what it has, in the order of the documentation. */
  public List<String> forms() {
    return List.of(
        "JsonWebToken: " + token.getName() + " " + token.getClaim("text"),
        "JwtPrincipal: " + own.getName() + " " + own.claims().get("text"),
        "Principal: " + principal.getName(),
        "standard: " + standard,
        "String: " + text,
        "Long: " + number,
        "long: " + primitiveNumber,
        "Boolean: " + flag,
        "boolean: " + primitiveFlag,
        "Set: " + set,
        "JsonString: " + jsonString,
        "JsonNumber: " + jsonNumber,
        "JsonArray: " + jsonArray,
        "JsonObject: " + jsonObject,
        "JsonValue: " + jsonValue,
        "Optional: " + optional + " " + empty,
        "missing: " + missing,
        "ClaimValue: " + claimValue.getValue(),
        "ClaimValue of Optional: " + optionalClaimValue.getValue(),
        "Provider: " + provider.get(),
        "Instance: " + instance.get());
  }
}
