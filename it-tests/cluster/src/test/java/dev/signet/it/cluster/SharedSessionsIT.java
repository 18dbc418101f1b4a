package dev.signet.it.cluster;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/** With Liberty's sessionCache. */
@Tag("real-parts")
@Tag("shared-sessions")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class SharedSessionsIT extends BalancedMembers {
  SharedSessionsIT() {
    super(true);
  }
}
