package dev.signet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.JarCopies;
import dev.signet.testing.SettableClock;
import dev.signet.testing.Tokens;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.net.URLClassLoader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentMap;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The used tokens of a server, whatever copies of the jar serve its applications. */
class ServerMemoryTest {
  private static final Instant END = Tokens.NOW.plusSeconds(100);
  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
  private final SettableClock clock = new SettableClock();

  @BeforeEach
  @AfterEach
  void forget() throws JMException {
    SingleUseTest.forgetUsedTokens();
  }

  private int size() throws JMException {
    Object map = server.invoke(new ObjectName(ServerMemory.NAME), "get", null, null);
    return ((ConcurrentMap<?, ?>) map).size();
  }

  /** What the copy in a class loader says of a token. */
  private static boolean isNewTo(ClassLoader loader, String key) throws Exception {
    Class<?> type = Class.forName(ServerMemory.class.getName(), true, loader);
    assertNotSame(ServerMemory.class, type);
    Method join = type.getDeclaredMethod("join", Clock.class);
    join.setAccessible(true);
    Method use = type.getDeclaredMethod("use", String.class, Instant.class);
    use.setAccessible(true);
    Object memory = join.invoke(null, Clock.systemUTC());
    return ((Optional<?>) use.invoke(memory, key, Instant.now().plusSeconds(60))).isPresent();
  }

  @Test
  void copiesInOtherClassLoadersShareIt() throws Exception {
    try (URLClassLoader one = JarCopies.whole();
        URLClassLoader other = JarCopies.whole()) {
      assertTrue(isNewTo(one, "key"));
      assertFalse(isNewTo(other, "key"));
      assertFalse(ServerMemory.join(Clock.systemUTC()).use("key", END).isPresent());
      assertTrue(isNewTo(other, "another"));
      assertFalse(isNewTo(one, "another"));
    }
  }

  @Test
  void theCopyThatMadeItCanGoAndNothingIsForgotten() throws Exception {
    WeakReference<ClassLoader> gone = useAndLeave("key");
    for (int i = 0; i < 100 && gone.get() != null; i++) {
      System.gc();
      Thread.sleep(20);
    }
    assertNull(gone.get(), "the memory keeps a class of an application that has ended");
    try (URLClassLoader other = JarCopies.whole()) {
      assertFalse(isNewTo(other, "key"));
    }
  }

  private static WeakReference<ClassLoader> useAndLeave(String key) throws Exception {
    try (URLClassLoader first = JarCopies.whole()) {
      assertTrue(isNewTo(first, key));
      return new WeakReference<>(first);
    }
  }

  @Test
  void monitoringReadsNoKeys() throws Exception {
    var unused = ServerMemory.join(clock).use("key", END);
    for (var attribute : server.getMBeanInfo(new ObjectName(ServerMemory.NAME)).getAttributes()) {
      assertEquals("boolean", attribute.getType(), attribute.getName());
    }
  }

  @Test
  void whatHasEndedIsNewAgainAndWhatHasNotIsNot() {
    ServerMemory memory = ServerMemory.join(clock);
    assertTrue(memory.use("key", END).isPresent());
    clock.advance(Duration.ofSeconds(99));
    assertFalse(memory.use("key", END).isPresent());
    clock.advance(Duration.ofSeconds(1));
    assertTrue(memory.use("key", END.plusSeconds(100)).isPresent());
    assertFalse(memory.use("key", END.plusSeconds(100)).isPresent());
  }

  @Test
  void whatHasEndedGoesWhileOthersCome() throws Exception {
    ServerMemory memory = ServerMemory.join(clock);
    for (int i = 0; i < 1_000; i++) {
      assertTrue(memory.use("old" + i, END).isPresent());
    }
    assertEquals(1_000, size());
    clock.advance(Duration.ofSeconds(100));
    ServerMemory anothers = ServerMemory.join(clock);
    for (int i = 0; i < 300; i++) {
      assertTrue(anothers.use("new" + i, END.plusSeconds(100)).isPresent());
    }
    assertEquals(300, size());
  }

  @Test
  void aUseIsKnownByTheVeryObject() {
    ServerMemory memory = ServerMemory.join(clock);
    Object use = memory.use("key", END).orElseThrow();
    assertTrue(memory.isUse("key", use));
    assertTrue(ServerMemory.join(clock).isUse("key", use));
    assertFalse(memory.isUse("another", use));
    assertFalse(memory.isUse("key", END.getEpochSecond()));
    assertFalse(memory.isUse("key", null));
  }

  @Test
  void aUseThatIsTakenBackIsNoUseAndAnothersIsNot() {
    ServerMemory memory = ServerMemory.join(clock);
    Object use = memory.use("key", END).orElseThrow();
    memory.takeBack("key", use);
    Object second = memory.use("key", END).orElseThrow();
    memory.takeBack("key", use);
    assertTrue(memory.isUse("key", second));
  }
}
