package dev.signet.crypto;

import java.util.Map;
import java.util.Optional;

/**
 * Key stores and settings of TLS that a configuration names by an id: those of the server, where
 * the server has such things and Signet may ask for them.
 */
public interface ServerParts {
  /** Of a server that has none. */
  ServerParts NONE =
      new ServerParts() {
        @Override
        public Optional<KeyStoreConfig> keyStore(String id) {
          return Optional.empty();
        }

        @Override
        public Optional<OutboundTrust> tls(String id) {
          throw new IllegalArgumentException(
              "names settings of the server, which only Signet as a feature of Open Liberty can"
                  + " ask for; use jwkTrustStoreRef");
        }

        @Override
        public Optional<OutboundTrust> tls() {
          return Optional.empty();
        }
      };

  /**
   * A key store.
   *
   * @param id as the server's administrator has named it
   * @return as it is described now, not opened yet; empty where the server has none of that id
   * @throws IllegalArgumentException where its description is wrong
   */
  Optional<KeyStoreConfig> keyStore(String id);

  /**
   * Settings of TLS for outgoing connections.
   *
   * @param id as the server's administrator has named them
   * @return empty where the server has none of that id
   * @throws IllegalArgumentException where the server has no such settings at all
   */
  Optional<OutboundTrust> tls(String id);

  /**
   * What the server's own outgoing connections use where nothing else is said.
   *
   * @return empty for Java's own trust
   */
  Optional<OutboundTrust> tls();

  /**
   * The same with key stores that the configuration itself describes.
   *
   * @param described by their ids
   * @return looks among these first
   */
  default ServerParts with(Map<String, KeyStoreConfig> described) {
    ServerParts server = this;
    return new ServerParts() {
      @Override
      public Optional<KeyStoreConfig> keyStore(String id) {
        KeyStoreConfig own = described.get(id);
        return own == null ? server.keyStore(id) : Optional.of(own);
      }

      @Override
      public Optional<OutboundTrust> tls(String id) {
        return server.tls(id);
      }

      @Override
      public Optional<OutboundTrust> tls() {
        return server.tls();
      }
    };
  }
}
