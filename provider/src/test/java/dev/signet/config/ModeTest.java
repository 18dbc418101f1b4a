package dev.signet.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.signet.settings.ConfigProblem;
import dev.signet.testing.Configs;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether a configuration is for earnest. */
class ModeTest {
  @TempDir Path directory;

  private ConfigException wrong(String json) {
    return assertThrows(ConfigException.class, () -> Configs.load(directory, json));
  }

  private static List<ConfigProblem> ofMode(SignetConfig config) {
    return config.warnings().stream().filter(warning -> warning.path().equals("mode")).toList();
  }

  @Test
  void withoutAModeSignetAuthenticates() {
    assertEquals(Mode.ENFORCE, Configs.in(directory).load().mode());
    SignetConfig config = Configs.in(directory).root("mode", "enforce").load();
    assertEquals(Mode.ENFORCE, config.mode());
    assertEquals(List.of(), ofMode(config));
  }

  @Test
  void aRehearsalIsAWarning() {
    SignetConfig config = Configs.in(directory).root("mode", "report").load();
    assertEquals(Mode.REPORT, config.mode());
    assertEquals(
        List.of(
            new ConfigProblem(
                "mode",
                "report: Signet only reports what it would do. Nothing is protected by it")),
        ofMode(config));
  }

  @Test
  void anUnknownModeIsAMistakeWithItsPath() {
    ConfigException mistakes =
        assertThrows(
            ConfigException.class, () -> Configs.in(directory).root("mode", "off").tryLoad());
    assertEquals(
        List.of(new ConfigProblem("mode", "must be one of enforce, report")), mistakes.problems());
    assertEquals(Mode.ENFORCE, mistakes.mode());
  }

  @Test
  void otherMistakesDoNotMakeARehearsalEarnest() {
    assertEquals(Mode.REPORT, wrong("{ \"mode\": \"report\", \"issuers\": [] }").mode());
    assertEquals(Mode.ENFORCE, wrong("{ \"issuers\": [] }").mode());
  }

  @Test
  void whatCannotBeReadIsNoRehearsal() {
    assertEquals(Mode.ENFORCE, wrong("{ \"mode\": \"report\", ").mode());
    assertEquals(Mode.ENFORCE, wrong("{ \"mode\": [\"report\"] }").mode());
    assertEquals(Mode.ENFORCE, wrong("{ \"mode\": \"${env.SIGNET_NOT_SET}\" }").mode());
  }
}
