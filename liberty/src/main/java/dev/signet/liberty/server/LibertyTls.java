package dev.signet.liberty.server;

import com.ibm.websphere.ssl.JSSEHelper;
import com.ibm.websphere.ssl.SSLException;
import dev.signet.crypto.OutboundTrust;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The settings of an element {@code <ssl>}, or those that Liberty has for every outgoing
 * connection. Liberty gives the same context until one of the elements changes, or the file of a
 * key store that it watches.
 *
 * @param id of the element; empty for the server's default
 */
record LibertyTls(Optional<String> id) implements OutboundTrust {
  private static final Map<String, Object> OUTGOING =
      Map.of(JSSEHelper.CONNECTION_INFO_DIRECTION, JSSEHelper.DIRECTION_OUTBOUND);

  @Override
  public Object state() {
    return context();
  }

  @Override
  public SSLContext context() {
    try {
      @Nullable SSLContext context =
          JSSEHelper.getInstance().getSSLContext(id.orElse(null), OUTGOING, null, id.isEmpty());
      if (context != null) {
        return context;
      }
    } catch (SSLException | RuntimeException e) {
      throw unusable(e);
    }
    throw unusable(null);
  }

  private IllegalArgumentException unusable(@Nullable Exception reason) {
    return new IllegalArgumentException(
        id.map(named -> "the ssl element \"" + named + "\"")
                .orElse("the server's default for outgoing TLS, which sslDefault names,")
            + " cannot be used yet, or at all: see the server's messages CWPKI about its key"
            + " stores",
        reason);
  }
}
