package dev.signet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.signet.testing.Configs;
import dev.signet.testing.KeyServer;
import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start that fails half way, and be it with an error, leaves no threads behind. */
class FailedStartTest {
  @TempDir Path directory;

  /** A copy of Signet of its own in which a class is missing that is needed last. */
  private static final class Incomplete extends URLClassLoader {
    Incomplete() {
      super(
          Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
              .map(FailedStartTest::url)
              .toArray(URL[]::new),
          ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (name.equals("dev.signet.RememberedTokens")) {
        throw new ClassNotFoundException(name);
      }
      return super.findClass(name);
    }
  }

  private static URL url(String entry) {
    try {
      return Path.of(entry).toUri().toURL();
    } catch (java.net.MalformedURLException e) {
      throw new AssertionError(e);
    }
  }

  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("signet-"))
        .collect(Collectors.toSet());
  }

  @Test
  void theThreadsOfEachTryEndWithIt() throws Exception {
    Set<Thread> before = threads();
    try (KeyServer server = KeyServer.start();
        URLClassLoader copy = new Incomplete()) {
      Configs.in(directory)
          .without("publicKeyLocation")
          .issuer("httpsRequired", false)
          .issuer("jwkEndpointUrl", server.url())
          .load();
      Class<?> configs = copy.loadClass("dev.signet.config.SignetConfig");
      Object config =
          configs.getMethod("load", Path.class).invoke(null, directory.resolve("signet.json"));
      Class<?> line = copy.loadClass("dev.signet.JwtAuthenticator");
      for (int i = 0; i < 5; i++) {
        InvocationTargetException failed =
            assertThrows(
                InvocationTargetException.class,
                () ->
                    line.getMethod("of", configs, Clock.class)
                        .invoke(null, config, Clock.systemUTC()));
        assertInstanceOf(NoClassDefFoundError.class, failed.getCause());
      }
      Set<Thread> begun = threads();
      begun.removeAll(before);
      for (Thread thread : begun) {
        thread.join(30_000);
      }
      assertEquals(List.of(), begun.stream().filter(Thread::isAlive).map(Thread::getName).toList());
    }
  }
}
