package dev.signet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.Configs;
import dev.signet.testing.JarCopies;
import dev.signet.testing.KeyServer;
import dev.signet.testing.TestKeys;
import dev.signet.testing.Tokens;
import dev.signet.testing.WholeLife;
import java.lang.ref.WeakReference;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application that ends takes its copy of Signet with it. */
class EndedCopyTest {
  @TempDir Path directory;

  /**
   * Java 17 keeps the type of the record whose {@code equals} was linked last ({@code
   * java.lang.runtime.ObjectMethods}): it must be another's.
   */
  private record Next(String text) {}

  @SuppressWarnings("unchecked") // the interface is of the JDK
  private WeakReference<ClassLoader> life(String token) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader copy = JarCopies.whole()) {
      thread.setContextClassLoader(copy);
      var life =
          (BiFunction<Path, String, Boolean>)
              copy.loadClass(WholeLife.class.getName()).getConstructor().newInstance();
      assertTrue(life.apply(directory, token));
      return new WeakReference<>(copy);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Test
  void nothingHoldsTheClassLoaderOfTheFirstCopyThatFetchedKeys() throws Exception {
    try (KeyServer server = KeyServer.start()) {
      server.publishes(KeyServer.jwk("k1", TestKeys.RSA.getPublic()));
      Configs.in(directory)
          .without("publicKeyLocation")
          .issuer("jwkEndpointUrl", server.url())
          .issuer("httpsRequired", false)
          .load();
      WeakReference<ClassLoader> copy = life(Tokens.good().header("kid", "k1").compact());
      assertEquals(new Next("x"), new Next("x"));
      for (int i = 0; i < 100 && copy.get() != null; i++) {
        System.gc();
        Thread.sleep(100);
      }
      assertNull(copy.get());
    }
  }
}
