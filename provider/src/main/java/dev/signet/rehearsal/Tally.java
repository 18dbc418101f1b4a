package dev.signet.rehearsal;

import dev.signet.token.Rejection;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The numbers of one application's rehearsal. Thread-safe. */
final class Tally implements RehearsalMXBean {
  private static final int MAX_DIFFERENCES = 1_000;

  // below: guarded by this
  private final Map<Verdict, Long> verdicts = new EnumMap<>(Verdict.class);
  private final Map<String, Long> refused = new TreeMap<>();
  private final Deque<String> differences = new ArrayDeque<>();
  private long requests;
  private long summarized;
  private String roles = "";

  synchronized void count(Verdict verdict) {
    requests++;
    verdicts.merge(verdict, 1L, Long::sum);
  }

  synchronized void count(Rejection reason) {
    requests++;
    refused.merge(reason.id(), 1L, Long::sum);
  }

  synchronized void add(String difference) {
    differences.addFirst(difference);
    if (differences.size() > MAX_DIFFERENCES) {
      differences.removeLast();
    }
  }

  synchronized void comparing(String which) {
    roles = which;
  }

  /** The summary where there were requests since the last one that this has returned. */
  synchronized Optional<String> news() {
    if (requests == summarized) {
      return Optional.empty();
    }
    summarized = requests;
    return Optional.of(getSummary());
  }

  @Override
  public synchronized String getSummary() {
    List<String> parts = new ArrayList<>();
    for (Verdict verdict : Verdict.values()) {
      long number = of(verdict);
      if (number > 0 || verdict == Verdict.SAME) {
        parts.add(text(number) + " " + verdict.phrase());
      }
    }
    if (!refused.isEmpty()) {
      long number = refused.values().stream().mapToLong(Long::longValue).sum();
      parts.add(text(number) + " refused: " + reasons());
    }
    return "of "
        + text(requests)
        + (requests == 1 ? " request " : " requests ")
        + String.join(", ", parts);
  }

  /** The number alone where there is one, since its count is before it. */
  private String reasons() {
    return refused.size() == 1
        ? String.join("", refused.keySet())
        : refused.entrySet().stream()
            .map(reason -> reason.getKey() + " (" + text(reason.getValue()) + ")")
            .collect(Collectors.joining(", "));
  }

  private static String text(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private synchronized long of(Verdict verdict) {
    return verdicts.getOrDefault(verdict, 0L);
  }

  @Override
  public synchronized long getRequests() {
    return requests;
  }

  @Override
  public long getSame() {
    return of(Verdict.SAME);
  }

  @Override
  public long getOtherUser() {
    return of(Verdict.OTHER_USER);
  }

  @Override
  public long getOtherRoles() {
    return of(Verdict.OTHER_ROLES);
  }

  @Override
  public long getNewUser() {
    return of(Verdict.NEW_USER);
  }

  @Override
  public long getNoToken() {
    return of(Verdict.NO_TOKEN);
  }

  @Override
  public long getNobody() {
    return of(Verdict.NOBODY);
  }

  @Override
  public synchronized Map<String, Long> getRefused() {
    return new TreeMap<>(refused);
  }

  @Override
  public long getUnavailable() {
    return of(Verdict.UNAVAILABLE);
  }

  @Override
  public synchronized long getUnexamined() {
    return of(Verdict.UNEXAMINED) + of(Verdict.FAULT);
  }

  @Override
  public synchronized String getRoles() {
    return roles;
  }

  @Override
  public synchronized List<String> lastDifferences(int count) {
    return differences.stream().limit(Math.max(0, count)).toList();
  }
}
