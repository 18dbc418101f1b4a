package dev.signet.container;

import jakarta.security.auth.message.AuthStatus;
import jakarta.security.auth.message.MessageInfo;
import jakarta.security.auth.message.config.ServerAuthContext;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.Objects;
import java.util.function.Function;
import javax.security.auth.Subject;
import javax.security.auth.callback.CallbackHandler;
import org.jspecify.annotations.Nullable;

/** A version of an application with its own copy of Signet, whose classes no other copy knows. */
final class VersionOfAnApplication {
  private final ServletContext application;
  private @Nullable Object registration;
  private @Nullable ClassLoader loader;

  private VersionOfAnApplication(ServletContext application) {
    this.application = application;
  }

  /** Starts a version; whatever it validates, it writes its name into the message's map. */
  static VersionOfAnApplication start(String name, ServletContext application) throws Exception {
    VersionOfAnApplication version = new VersionOfAnApplication(application);
    version.loader = new Copy();
    Class<?> copy = version.loader.loadClass(ApplicationRegistration.class.getName());
    Function<CallbackHandler, ServerAuthContext> contexts = handler -> new Named(name);
    Method of = copy.getMethod("of", ServletContext.class, Function.class);
    version.registration = of.invoke(null, application, contexts);
    return version;
  }

  ServletContext application() {
    return application;
  }

  ClassLoader loader() {
    return Objects.requireNonNull(loader);
  }

  void end() throws Exception {
    Object ended = Objects.requireNonNull(registration);
    var unused = ended.getClass().getMethod("end").invoke(ended);
    registration = null;
    loader = null;
  }

  /** Says who was asked. */
  private record Named(String name) implements ServerAuthContext {
    @Override
    @SuppressWarnings("unchecked") // a raw map
    public AuthStatus validateRequest(MessageInfo messageInfo, Subject client, Subject service) {
      messageInfo.getMap().put("validated by", name);
      return AuthStatus.SUCCESS;
    }

    @Override
    public AuthStatus secureResponse(MessageInfo messageInfo, Subject service) {
      return AuthStatus.SEND_SUCCESS;
    }

    @Override
    public void cleanSubject(MessageInfo messageInfo, Subject subject) {}
  }

  /** Signet's classes anew, everything else from the server. */
  private static final class Copy extends ClassLoader {
    Copy() {
      super(VersionOfAnApplication.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith("dev.signet.")) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> known = findLoadedClass(name);
        return known == null ? define(name) : known;
      }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      try (InputStream bytes = getResourceAsStream(name.replace('.', '/') + ".class")) {
        byte[] all = Objects.requireNonNull(bytes).readAllBytes();
        return defineClass(name, all, 0, all.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
