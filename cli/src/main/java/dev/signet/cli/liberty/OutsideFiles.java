package dev.signet.cli.liberty;

import dev.signet.cli.command.CommandFailedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * What gives variables a value outside of {@code server.xml}: {@code bootstrap.properties}, the
 * folder {@code variables} and {@code server.env} beside it, and files that are named.
 */
public final class OutsideFiles {
  private static final String OF_ENVIRONMENT = "env.";

  private OutsideFiles() {}

  /**
   * Reads them all.
   *
   * @param folder the server's configuration directory
   * @param named properties files; a later one wins, {@code env.NAME} in them is an environment
   *     variable of the server
   * @param environment the environment of this process, which {@code server.env} wins over
   */
  static Variables read(Path folder, List<Path> named, Map<String, String> environment) {
    Map<String, String> values = new HashMap<>();
    Path bootstrap = folder.resolve("bootstrap.properties");
    if (Files.isRegularFile(bootstrap)) {
      values.putAll(properties(bootstrap));
    }
    Path variables = folder.resolve("variables");
    files(variables).forEach(file -> values.putAll(ofFile(variables, file)));
    named.forEach(file -> values.putAll(properties(file)));
    Map<String, String> server = new HashMap<>(environment);
    Path serverEnv = folder.resolve("server.env");
    if (Files.isRegularFile(serverEnv)) {
      server.putAll(environmentFile(serverEnv));
    }
    values.forEach(
        (name, value) -> {
          if (name.startsWith(OF_ENVIRONMENT)) {
            server.put(name.substring(OF_ENVIRONMENT.length()), value);
          }
        });
    return Variables.of(values, server);
  }

  /**
   * Reads a properties file.
   *
   * @param file the file
   * @return its properties
   * @throws CommandFailedException where it cannot be used
   */
  public static Map<String, String> properties(Path file) {
    Properties properties = new Properties();
    try (InputStream bytes = Files.newInputStream(file)) {
      properties.load(bytes);
    } catch (IOException e) {
      throw unreadable(file, e);
    } catch (IllegalArgumentException e) {
      throw new CommandFailedException(file, "is no properties file", e);
    }
    Map<String, String> values = new HashMap<>();
    properties.forEach((name, value) -> values.put((String) name, (String) value));
    return values;
  }

  private static List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder, 2)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw unreadable(folder, e);
    }
  }

  /** A file is a variable of its name, its first line the value; one in a folder has both names. */
  private static Map<String, String> ofFile(Path folder, Path file) {
    String name = folder.relativize(file).toString().replace('\\', '/');
    if (!name.contains("/") && name.endsWith(".properties")) {
      return properties(file);
    }
    List<String> lines = lines(file);
    return lines.isEmpty() ? Map.of() : Map.of(name, lines.get(0));
  }

  private static Map<String, String> environmentFile(Path file) {
    Map<String, String> environment = new HashMap<>();
    for (String line : lines(file)) {
      int equals = line.indexOf('=');
      if (equals > 0 && !line.startsWith("#")) {
        environment.put(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
      }
    }
    return environment;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static CommandFailedException unreadable(Path file, IOException cause) {
    String problem = Files.exists(file) ? "cannot be read" : "does not exist";
    return new CommandFailedException(file, problem, cause);
  }
}
