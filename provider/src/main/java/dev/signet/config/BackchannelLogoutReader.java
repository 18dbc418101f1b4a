package dev.signet.config;

import dev.signet.settings.SettingsObject;
import dev.signet.settings.Texts;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads where an issuer's logout tokens are taken. */
final class BackchannelLogoutReader {
  static final String PATH = "backchannelLogoutPath";
  private static final String AUDIENCES = "backchannelLogoutAudiences";

  /** Each segment has a character that is no dot. */
  private static final String PATHS = "(/[.]*[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+";

  private final Set<String> paths = new HashSet<>();

  /** The settings of one definition; empty where it has none. */
  static Optional<BackchannelLogout> read(
      SettingsObject settings, ClaimRules claims, Preset preset, boolean isAsked) {
    Optional<String> path =
        settings.read(
            PATH,
            text ->
                Texts.matching(
                    text,
                    PATHS,
                    "is not a path such as \"/signet/logout\": it has letters, digits, and - . _"
                        + " ~"));
    Set<String> audiences = audiences(settings, claims);
    if (!settings.has(PATH)) {
      return Optional.empty();
    }
    if (isAsked || !(preset instanceof Preset.None)) {
      settings.problem(
          PATH,
          isAsked
              ? "needs the issuer's keys, and validationMethod is introspect"
              : "is not for this preset: this kind of proxy sends no logout tokens");
    } else if (audiences.isEmpty()) {
      settings.requiredText(
          AUDIENCES,
          "the client id at the issuer, which \"aud\" of a logout token names; audiences is"
              + " ALL_AUDIENCES and names none");
    }
    return path.map(p -> new BackchannelLogout(p, audiences));
  }

  private static Set<String> audiences(SettingsObject settings, ClaimRules claims) {
    List<String> own = settings.texts(AUDIENCES);
    if (own.contains(IssuerConfig.ALL_AUDIENCES)) {
      settings.problem(
          AUDIENCES,
          "has ALL_AUDIENCES: name the client id, since a logout for another ends nothing");
    }
    if (!settings.has(AUDIENCES)) {
      return claims.audiences().contains(IssuerConfig.ALL_AUDIENCES)
          ? Set.of()
          : claims.audiences();
    }
    if (!settings.has(PATH)) {
      settings.problem(AUDIENCES, "does nothing without " + PATH);
    }
    return Set.copyOf(own);
  }

  /**
   * Refuses a path that another definition has, and a logout that could end before the last token
   * that it ends: an entry is kept as long as such a token could be accepted.
   *
   * @param twins the definitions of the same issuer before this one
   */
  void check(SettingsObject settings, List<IssuerConfig> twins, IssuerConfig issuer) {
    if (issuer.backchannelLogout().isPresent()
        && !paths.add(issuer.backchannelLogout().get().path())) {
      settings.problem(PATH, "is also the path of another definition");
    }
    boolean isUsed =
        issuer.backchannelLogout().isPresent()
            || twins.stream().anyMatch(twin -> twin.backchannelLogout().isPresent());
    boolean isLimited =
        isLimited(issuer) && twins.stream().allMatch(BackchannelLogoutReader::isLimited);
    if (isUsed && !isLimited) {
      settings.problem(
          issuer.backchannelLogout().isPresent() ? PATH : "issuerIdentifier",
          "has logouts, so every definition of this issuer needs maxTokenLifetime or maxTokenAge:"
              + " it says how long a logout is remembered");
    }
  }

  private static boolean isLimited(IssuerConfig issuer) {
    return issuer.claims().maxLifetime().isPresent() || issuer.claims().maxAge().isPresent();
  }
}
