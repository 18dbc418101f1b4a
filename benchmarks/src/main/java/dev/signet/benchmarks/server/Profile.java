package dev.signet.benchmarks.server;

import dev.signet.benchmarks.Report;
import dev.signet.benchmarks.Spread;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordingFile;

/**
 * A server's processor time and allocations by their owners, from its flight recorder. Time of the
 * Java platform is counted for its caller.
 */
final class Profile {
  private static final Pattern PLATFORM = Pattern.compile("(java|javax|jdk|sun|com\\.sun)\\..*");
  private static final int TOP = 10;

  private final Map<String, Double> time = new HashMap<>();
  private final Map<String, Double> callers = new HashMap<>();
  private final Map<String, Double> allocation = new HashMap<>();
  private final Map<String, Double> owners = new HashMap<>();
  private final Map<String, Double> allocators = new HashMap<>();

  private Profile() {}

  static Profile of(Path recording) throws IOException {
    Profile profile = new Profile();
    try (RecordingFile file = new RecordingFile(recording)) {
      while (file.hasMoreEvents()) {
        profile.add(file.readEvent());
      }
    }
    return profile;
  }

  private void add(RecordedEvent event) {
    if (event.getStackTrace() == null || event.getStackTrace().getFrames().isEmpty()) {
      return;
    }
    String kind = event.getEventType().getName();
    if (kind.equals("jdk.ExecutionSample")) {
      time.merge(name(event.getStackTrace().getFrames().get(0)), 1.0, Double::sum);
      callers.merge(caller(event), 1.0, Double::sum);
      owners.merge(owner(caller(event)), 1.0, Double::sum);
    } else if (kind.equals("jdk.ObjectAllocationSample")) {
      double weight = event.getLong("weight");
      allocation.merge(caller(event), weight, Double::sum);
      allocators.merge(owner(caller(event)), weight, Double::sum);
    }
  }

  /** The first frame from the top that is not the Java platform's. */
  private static String caller(RecordedEvent event) {
    return event.getStackTrace().getFrames().stream()
        .map(Profile::name)
        .filter(name -> !PLATFORM.matcher(name).matches())
        .findFirst()
        .orElse("the Java platform alone");
  }

  private static String name(RecordedFrame frame) {
    RecordedMethod method = frame.getMethod();
    return method.getType().getName() + "." + method.getName();
  }

  private static String owner(String caller) {
    if (caller.startsWith("dev.signet.benchmarks.")) {
      return "the application";
    }
    if (caller.startsWith("dev.signet.")) {
      return "Signet";
    }
    return caller.contains(".") ? "the server" : caller;
  }

  /** Adds a column to the reports. */
  void addTo(Map<String, Report> reports, String column) {
    add(reports, "profile-owners", "processor time by owner", owners, column);
    add(reports, "profile-frames", "processor time by top frame", time, column);
    add(reports, "profile-callers", "processor time by caller", callers, column);
    add(reports, "profile-allocators", "allocation by owner", allocators, column);
    add(reports, "profile-allocation", "allocation by frame", allocation, column);
  }

  private static void add(
      Map<String, Report> reports,
      String file,
      String title,
      Map<String, Double> values,
      String column) {
    double all = values.values().stream().mapToDouble(v -> v).sum();
    Report report = reports.computeIfAbsent(file, f -> Report.of("Profile: " + title, "% of all"));
    values.entrySet().stream()
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .limit(TOP)
        .forEach(
            entry -> report.add(entry.getKey(), column, Spread.of(entry.getValue() * 100 / all)));
  }
}
