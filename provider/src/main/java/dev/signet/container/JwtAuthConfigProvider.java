package dev.signet.container;

import jakarta.security.auth.message.MessageInfo;
import jakarta.security.auth.message.config.AuthConfigProvider;
import jakarta.security.auth.message.config.ClientAuthConfig;
import jakarta.security.auth.message.config.ServerAuthConfig;
import jakarta.security.auth.message.config.ServerAuthContext;
import java.util.Map;
import java.util.function.Function;
import javax.security.auth.Subject;
import javax.security.auth.callback.CallbackHandler;
import org.jspecify.annotations.Nullable;

/**
 * Hands our context to one application. Containers ask for it on every request; some bring a
 * callback handler that belongs to that request, so a context is only kept for Liberty, which needs
 * none.
 */
final class JwtAuthConfigProvider implements AuthConfigProvider {
  private final String appContext;
  private final Function<CallbackHandler, ServerAuthContext> contexts;
  private volatile @Nullable ServerAuthConfig libertyConfig;

  JwtAuthConfigProvider(String appContext, Function<CallbackHandler, ServerAuthContext> contexts) {
    this.appContext = appContext;
    this.contexts = contexts;
  }

  @Override
  public ServerAuthConfig getServerAuthConfig(
      String layer, String appContext, CallbackHandler handler) {
    if (!LibertySubjectBuilder.isLiberty(handler)) {
      return new Config(layer, this.appContext, contexts.apply(handler));
    }
    ServerAuthConfig known = libertyConfig;
    if (known == null) {
      known = new Config(layer, this.appContext, contexts.apply(handler));
      libertyConfig = known;
    }
    return known;
  }

  @Override
  public @Nullable ClientAuthConfig getClientAuthConfig(
      String layer, String appContext, CallbackHandler handler) {
    return null;
  }

  @Override
  public void refresh() {
    // nothing is kept that could be stale
  }

  /** One application's configuration, with the one context it has. */
  private record Config(String messageLayer, String appContext, ServerAuthContext context)
      implements ServerAuthConfig {
    @Override
    public String getMessageLayer() {
      return messageLayer;
    }

    @Override
    public String getAppContext() {
      return appContext;
    }

    @Override
    public String getAuthContextID(MessageInfo messageInfo) {
      return appContext;
    }

    @Override
    @SuppressWarnings("rawtypes") // the signature of the interface
    public ServerAuthContext getAuthContext(
        String authContextID, Subject serviceSubject, Map properties) {
      return context;
    }

    @Override
    public void refresh() {
      // nothing is kept that could be stale
    }

    @Override
    public boolean isProtected() {
      return true;
    }
  }
}
