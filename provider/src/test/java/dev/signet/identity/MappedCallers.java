package dev.signet.identity;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.signet.config.SignetConfig;
import dev.signet.config.TokenLocation;
import dev.signet.jose.JwtVerifier;
import dev.signet.testing.Channels;
import dev.signet.testing.Configs;
import dev.signet.testing.SettableClock;
import dev.signet.testing.Tokens;
import dev.signet.token.CompactJwt;
import dev.signet.token.Rejection;
import dev.signet.token.TokenRejectedException;

/** Callers of one configuration, from really signed tokens. */
final class MappedCallers {
  private final IdentityMapper mapper;
  private final JwtVerifier verifier;

  MappedCallers(Configs settings) {
    SignetConfig config = settings.load();
    this.mapper = IdentityMapper.of(config);
    this.verifier = JwtVerifier.of(config, new SettableClock());
  }

  CallerIdentity caller(Tokens token) throws Exception {
    CompactJwt compact = CompactJwt.of(token.compact(), new TokenLocation.Header("jwt"));
    return mapper.map(verifier.verify(compact, Channels.SILENT));
  }

  String user(String subject) throws Exception {
    return caller(Tokens.good().claim("sub", subject)).name();
  }

  Rejection refusal(Tokens token) {
    return assertThrows(TokenRejectedException.class, () -> caller(token)).rejection();
  }

  Rejection refusal(String subject) {
    return refusal(Tokens.good().claim("sub", subject));
  }
}
