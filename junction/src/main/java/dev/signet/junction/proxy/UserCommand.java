package dev.signet.junction.proxy;

import dev.signet.cli.command.WholeFile;
import dev.signet.cli.jwks.Password;
import dev.signet.junction.command.JunctionVersion;
import dev.signet.junction.mint.RichClaims;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.JsonWriter;
import jakarta.json.stream.JsonGenerator;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** Puts one user into a users file. */
@Command(
    name = "user",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpWidth = 100,
    versionProvider = JunctionVersion.class,
    description = {
      "Adds a user to the users file of the proxy, or replaces the one of that name. The file holds"
          + " the bcrypt hash of the password.",
      "For demonstration and tests, never for production."
    })
public final class UserCommand implements Callable<Integer> {
  @Option(
      names = "--users",
      required = true,
      paramLabel = "FILE",
      description = "The users file; created if it is missing.")
  private Path users = Path.of("");

  @Option(names = "--user", required = true, paramLabel = "NAME", description = "The user's name.")
  private String name = "";

  @Option(
      names = "--user-password-file",
      required = true,
      paramLabel = "FILE",
      description = "File whose first line is the user's password; /dev/stdin reads it from there.")
  private Path passwordFile = Path.of("");

  @Option(names = "--group", paramLabel = "NAME", description = "A group; repeatable.")
  private final List<String> groups = new ArrayList<>();

  @Option(
      names = "--claim",
      paramLabel = "NAME=JSON",
      description = "A value that the mapping rule may refer to by its name; repeatable.")
  private final List<String> claims = new ArrayList<>();

  @Option(names = "--operator", description = "May roll the signing key.")
  private boolean operator;

  @Override
  public Integer call() {
    JsonObjectBuilder file =
        Json.createObjectBuilder(
            Files.exists(users) ? RichClaims.object(users) : JsonValue.EMPTY_JSON_OBJECT);
    file.add(name, user());
    StringWriter text = new StringWriter();
    try (JsonWriter writer =
        Json.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true)).createWriter(text)) {
      writer.write(file.build());
    }
    WholeFile.ownerOnly(users).write(text.toString().strip() + "\n");
    return ExitCode.OK;
  }

  private JsonObject user() {
    RichClaims own = new RichClaims();
    claims.forEach(own::addOption);
    JsonObjectBuilder user =
        Json.createObjectBuilder()
            .add("password", Users.hash(Password.fromFile(passwordFile).chars()))
            .add("groups", Json.createArrayBuilder(groups));
    if (!claims.isEmpty()) {
      user.add("claims", own.asObject());
    }
    return (operator ? user.add("operator", true) : user).build();
  }
}
