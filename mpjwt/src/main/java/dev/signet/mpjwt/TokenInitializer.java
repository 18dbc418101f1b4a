package dev.signet.mpjwt;

import dev.signet.log.Messages;
import dev.signet.session.KeptTokens;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.annotation.HandlesTypes;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import org.eclipse.microprofile.auth.LoginConfig;
import org.jspecify.annotations.Nullable;

/**
 * Lets the requests of an application keep their token, which {@code JsonWebToken.getRawToken}
 * returns. A container finds it as a service.
 */
@HandlesTypes(LoginConfig.class)
public final class TokenInitializer implements ServletContainerInitializer {
  private static final Logger LOG = Messages.logger(TokenInitializer.class);
  private static final String METHOD = "MP-JWT";

  /** For the container. */
  public TokenInitializer() {}

  @Override
  public void onStartup(@Nullable Set<Class<?>> annotated, ServletContext application) {
    KeptTokens.alwaysIn(application);
    if (annotated != null) {
      annotated.forEach(type -> look(type.getAnnotation(LoginConfig.class), application));
    }
  }

  /** Signet serves an application that has its jar, whatever this annotation says. */
  private static void look(@Nullable LoginConfig login, ServletContext application) {
    if (login != null && !login.authMethod().equals(METHOD)) {
      LOG.log(
          Level.WARNING,
          "SIGNET0203W: {0} has @LoginConfig with another authMethod than MP-JWT, and Signet serves it with"
              + " tokens all the same",
          application.getContextPath().isEmpty() ? "/" : application.getContextPath());
    }
  }
}
