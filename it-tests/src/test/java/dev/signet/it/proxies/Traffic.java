package dev.signet.it.proxies;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * Requests without a pause, by several users in turn, and those that were not answered with 200.
 */
final class Traffic {
  private final List<IntSupplier> users = new ArrayList<>();
  private final List<Integer> failures = new ArrayList<>();
  private int requests;

  /** One more user from now on. */
  Traffic with(IntSupplier user) {
    users.add(user);
    return this;
  }

  /** One request of each user. */
  void round() {
    for (IntSupplier user : users) {
      int status = user.getAsInt();
      requests++;
      if (status != 200) {
        failures.add(status);
      }
    }
  }

  void during(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      round();
    }
  }

  /** Tells how many there were, and that none failed. */
  void check(String name) {
    System.out.printf("%s key roll: %d requests, %d failed%n", name, requests, failures.size());
    assertEquals(List.of(), failures);
  }
}
