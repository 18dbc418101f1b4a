package dev.signet.it.cluster;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Without it: each user stays at one member. In the run of a release. */
@EnabledIfSystemProperty(named = "cluster.tokens", matches = "\\d{5,}")
@Tag("real-parts")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class SeparateSessionsIT extends BalancedMembers {
  SeparateSessionsIT() {
    super(false);
  }
}
