package dev.signet.container;

import jakarta.security.auth.message.AuthException;
import jakarta.security.auth.message.AuthStatus;
import jakarta.security.auth.message.MessageInfo;
import jakarta.security.auth.message.config.AuthConfigProvider;
import jakarta.security.auth.message.config.ClientAuthConfig;
import jakarta.security.auth.message.config.ServerAuthConfig;
import jakarta.security.auth.message.config.ServerAuthContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.security.auth.Subject;
import javax.security.auth.callback.CallbackHandler;
import org.jspecify.annotations.Nullable;

/**
 * Gives one application its context. Containers ask for it on every request; some pass a callback
 * handler that belongs to that request, so a context is kept only where one handler serves all.
 *
 * <p>Two versions of an application have one name and one registration. The provider that is
 * registered passes a request on to the one that the request's own {@code ServletContext} names.
 * The versions bring copies of this class that do not know each other: what they share is of the
 * container and of the JDK alone.
 */
final class JwtAuthConfigProvider
    implements AuthConfigProvider, Supplier<List<AuthConfigProvider>> {
  /** In a ServletContext: the provider that serves it. */
  static final String PROVIDER = "dev.signet.provider";

  private final String appContext;
  private final Function<CallbackHandler, ServerAuthContext> contexts;
  private volatile List<AuthConfigProvider> versions;
  private volatile @Nullable ServerAuthConfig kept;

  /**
   * For an application that starts.
   *
   * @param registered what is registered under its name already
   */
  JwtAuthConfigProvider(
      String appContext,
      Function<CallbackHandler, ServerAuthContext> contexts,
      @Nullable AuthConfigProvider registered) {
    this.appContext = appContext;
    this.contexts = contexts;
    this.versions = versionsOf(registered);
    this.versions.add(this);
  }

  /** Whether a provider is of this class, in whichever copy. */
  static boolean isOne(@Nullable AuthConfigProvider provider) {
    return provider instanceof Supplier<?>
        && provider.getClass().getName().equals(JwtAuthConfigProvider.class.getName());
  }

  @SuppressWarnings("unchecked") // another copy of this class has made it
  private static List<AuthConfigProvider> versionsOf(@Nullable AuthConfigProvider registered) {
    return registered instanceof Supplier<?> other && isOne(registered)
        ? (List<AuthConfigProvider>) other.get()
        : new CopyOnWriteArrayList<>();
  }

  /** The providers of all versions that run, in the order they have started. */
  @Override
  public List<AuthConfigProvider> get() {
    return versions;
  }

  /**
   * Is one of the versions of what is registered now in this one's place. Where another has been
   * registered in between, as Soteria does for each version that starts, the new version has not
   * found this one.
   */
  void join(@Nullable AuthConfigProvider registered) {
    if (isOne(registered)) {
      List<AuthConfigProvider> theirs = versionsOf(registered);
      List<AuthConfigProvider> missing = new ArrayList<>(versions);
      missing.removeAll(theirs);
      theirs.addAll(0, missing);
      versions = theirs;
    }
  }

  private boolean isAlone() {
    Iterator<AuthConfigProvider> all = versions.iterator();
    return all.hasNext() && all.next() == this && !all.hasNext();
  }

  @Override
  public ServerAuthConfig getServerAuthConfig(
      String layer, String appContext, CallbackHandler handler) {
    if (!Server.of(handler).hasOneHandler()) {
      return config(layer, handler);
    }
    ServerAuthConfig known = kept;
    if (known == null) {
      known = config(layer, handler);
      kept = known;
    }
    return known;
  }

  private ServerAuthConfig config(String layer, CallbackHandler handler) {
    return new Config(
        layer, appContext, new ByVersion(this, layer, handler, contexts.apply(handler)));
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

  /** The context of the version that a request is for. */
  private record ByVersion(
      JwtAuthConfigProvider provider, String layer, CallbackHandler handler, ServerAuthContext own)
      implements ServerAuthContext {

    private ServerAuthContext of(MessageInfo messageInfo) throws AuthException {
      if (provider.isAlone()) {
        return own;
      }
      HttpServletRequest request = (HttpServletRequest) messageInfo.getRequestMessage();
      Object named = request.getServletContext().getAttribute(PROVIDER);
      if (!(named instanceof AuthConfigProvider other) || other == provider) {
        return own;
      }
      ServerAuthConfig config = other.getServerAuthConfig(layer, provider.appContext, handler);
      return config.getAuthContext(config.getAuthContextID(messageInfo), new Subject(), Map.of());
    }

    @Override
    public AuthStatus validateRequest(MessageInfo messageInfo, Subject client, Subject service)
        throws AuthException {
      return of(messageInfo).validateRequest(messageInfo, client, service);
    }

    @Override
    public AuthStatus secureResponse(MessageInfo messageInfo, Subject service)
        throws AuthException {
      return of(messageInfo).secureResponse(messageInfo, service);
    }

    @Override
    public void cleanSubject(MessageInfo messageInfo, Subject subject) throws AuthException {
      of(messageInfo).cleanSubject(messageInfo, subject);
    }
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
