package dev.signet.rehearsal;

import dev.signet.identity.ServerNames;
import dev.signet.refusals.RefusalLedger;
import dev.signet.testing.SettableClock;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An application with a web.xml and servlets, which fails on any other question. */
public final class RehearsedApplication {
  private final Map<String, Object> attributes = new HashMap<>();
  private final Map<String, String> files = new HashMap<>();
  private List<Class<?>> servlets = List.of();

  /** One that is rehearsed, and whose requests nobody looks at. */
  public static ServletContext unseen() {
    ServletContext application = new RehearsedApplication().context();
    new Rehearsal(
            "host /app",
            RefusalLedger.rehearsing("host /app", new SettableClock()),
            new SettableClock())
        .watch(
            application,
            new RehearsedServer(ServerNames.withoutRealms(List.of()), Optional.empty()));
    return application;
  }

  RehearsedApplication file(String path, String text) {
    files.put(path, text);
    return this;
  }

  RehearsedApplication servlets(Class<?>... classes) {
    servlets = List.of(classes);
    return this;
  }

  static String webXml(String... roles) {
    return Stream.of(roles)
        .map(role -> "<security-role><role-name> " + role + " </role-name></security-role>")
        .collect(
            Collectors.joining(
                "", "<web-app xmlns='https://jakarta.ee/xml/ns/jakartaee'>", "</web-app>"));
  }

  public ServletContext context() {
    return proxy(ServletContext.class, this::answer);
  }

  private interface Answers {
    @Nullable Object to(String method, String first, Object @Nullable [] arguments);
  }

  private static <T> T proxy(Class<T> type, Answers answers) {
    return type.cast(
        Proxy.newProxyInstance(
            RehearsedApplication.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                answers.to(
                    method.getName(),
                    arguments == null ? "" : String.valueOf(arguments[0]),
                    arguments)));
  }

  private @Nullable Object answer(String method, String first, Object @Nullable [] arguments) {
    return switch (method) {
      case "getContextPath" -> "/app";
      case "getClassLoader" -> RehearsedApplication.class.getClassLoader();
      case "getAttribute" -> attributes.get(first);
      case "setAttribute" -> attributes.put(first, Objects.requireNonNull(arguments)[1]);
      case "getResourceAsStream" -> {
        String text = files.get(first);
        yield text == null ? null : new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
      }
      case "getServletRegistrations" ->
          servlets.stream()
              .collect(
                  Collectors.toMap(
                      Class::getName,
                      type ->
                          proxy(
                              ServletRegistration.class,
                              (asked, f, a) ->
                                  asked.equals("getClassName") ? type.getName() : null)));
      default -> throw new AssertionError("nobody may ask for " + method);
    };
  }
}
