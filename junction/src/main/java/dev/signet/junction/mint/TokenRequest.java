package dev.signet.junction.mint;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The claims of a token for one user. Immutable; a contradiction is refused when it is built, with
 * an {@link IllegalArgumentException} whose message names the claim and not its value.
 *
 * @param issuer the claim {@code iss}
 * @param user the claim {@code sub}; not empty
 * @param groups the claim {@code groups}, always an array, empty when there are none
 * @param audiences the claim {@code aud}: absent, one text, or an array when there are several
 * @param session the claim {@code sess}: the same for all tokens of one login
 * @param lifetime from {@code iat} to {@code exp}; at least one second
 * @param extraClaims other claims; none of the claims above
 */
public record TokenRequest(
    String issuer,
    String user,
    List<String> groups,
    List<String> audiences,
    String session,
    Duration lifetime,
    JsonObject extraClaims) {

  /** The claims that have a component, and so an option, of their own. */
  private static final Map<String, String> OPTION_OF_CLAIM =
      Map.of(
          "iss", "--issuer",
          "sub", "--user",
          "groups", "--group",
          "aud", "--audience",
          "sess", "--sess",
          "iat", "the time of minting",
          "exp", "--lifetime");

  /** Checks and copies. */
  public TokenRequest {
    groups = List.copyOf(groups);
    audiences = List.copyOf(audiences);
    if (user.isEmpty()) {
      throw new IllegalArgumentException("the user's name is empty");
    }
    if (lifetime.toSeconds() < 1) {
      throw new IllegalArgumentException("the lifetime is shorter than one second");
    }
    for (String name : extraClaims.keySet()) {
      String option = OPTION_OF_CLAIM.get(name);
      if (option != null) {
        throw new IllegalArgumentException(
            "the claim '" + name + "' cannot be given twice: it is set by " + option);
      }
    }
  }

  /** The claim set of a token minted at this moment, in the order of this record's components. */
  JsonObject claimsAt(Instant mintedAt) {
    JsonObjectBuilder claims = Json.createObjectBuilder();
    claims.add("iss", issuer).add("sub", user).add("groups", array(groups));
    if (audiences.size() == 1) {
      claims.add("aud", audiences.get(0));
    } else if (!audiences.isEmpty()) {
      claims.add("aud", array(audiences));
    }
    claims.add("sess", session);
    claims.add("iat", mintedAt.getEpochSecond());
    claims.add("exp", mintedAt.plus(lifetime).getEpochSecond());
    return claims.addAll(Json.createObjectBuilder(extraClaims)).build();
  }

  private static JsonArrayBuilder array(List<String> texts) {
    return Json.createArrayBuilder(texts);
  }
}
