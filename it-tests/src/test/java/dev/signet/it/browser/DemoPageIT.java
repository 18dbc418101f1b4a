package dev.signet.it.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.it.server.RealPart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebElement;

/** The demo as somebody sees it who opens its page in a browser and presses the buttons. */
@Tag("real-parts")
final class DemoPageIT {
  private static final Pattern SIGNED_TOKEN =
      Pattern.compile("[\\w-]{10,}\\.[\\w-]{10,}\\.[\\w-]{40,}");
  private static final String MASK = "●●●●●●●●●●●●";

  private static @Nullable DemoProcess started;

  @BeforeAll
  static void start() {
    RealPart.require("chromium chromium-driver", Chromium.PROGRAM, Chromium.DRIVER);
    started = DemoProcess.start();
  }

  @AfterAll
  static void stopAndLeaveNothing() {
    if (started != null) {
      assertEquals(List.of(), started.stop());
      assertFalse(Files.exists(DemoProcess.folder()));
      assertEquals(List.of(), DemoProcess.findings());
    }
  }

  private static DemoPage open(String pictures) {
    return DemoPage.open(Objects.requireNonNull(started).page(), "demo-" + pictures);
  }

  private static Map<String, String> answers(String roleA, String roleB) {
    return Map.of(
        "Who am I", "200 OK", "RoleA’s page", roleA, "RoleB’s page", roleB, "Headers", "200 OK");
  }

  private static void assertNoSignedToken(DemoPage page) {
    Matcher found = SIGNED_TOKEN.matcher(page.everything());
    assertFalse(found.find(), () -> "the page holds " + found.group());
  }

  @Test
  void opensForNobodyAndAsksNobodyElse() {
    try (DemoPage page = open("opened")) {
      assertTrue(
          page.text(".warning").startsWith("For demonstration and tests, never for production."));
      assertEquals("There is none: no user is logged in.", page.text("#token-of"));
      assertEquals("401 Unauthorized", page.answers().get("Who am I"));
      assertEquals(List.of(), page.complaints());
      assertTrue(page.loaded().stream().anyMatch(address -> address.endsWith("/demo/demo.css")));
      String own = Objects.requireNonNull(started).page().toString();
      assertEquals(
          List.of(), page.loaded().stream().filter(address -> !address.startsWith(own)).toList());
      page.run("return document.querySelector('details').open = true");
      page.looksGood("nobody");
    }
  }

  @Test
  void eachUserOpensTheDoorOfTheirGroup() {
    try (DemoPage page = open("users")) {
      page.become("testuser", "RoleA");
      assertEquals(List.of("RoleA open", "RoleB refused"), page.texts(".door"));
      assertEquals(answers("200 OK", "403 Forbidden"), page.answers());
      assertEquals("testuser", page.token().get("sub"));
      assertEquals(MASK, page.token().get("signature"));
      assertNoSignedToken(page);
      page.looksGood("testuser").become("otheruser", "RoleB");
      assertEquals(List.of("RoleA refused", "RoleB open"), page.texts(".door"));
      assertEquals(answers("403 Forbidden", "200 OK"), page.answers());
      assertEquals("otheruser", page.token().get("sub"));
      assertEquals(MASK, page.token().get("signature"));
      assertNoSignedToken(page);
      assertFalse(page.outcome().contains("testuser"), page.outcome());
      page.looksGood("otheruser");
    }
  }

  @Test
  void whoLeavesTheGroupIsRefusedUntilTheyJoinAgain() {
    try (DemoPage page = open("groups")) {
      page.become("testuser", "RoleA");
      page.click("Leave groupa", "testuser is known, but has no role.");
      assertTrue(page.text("#groups").startsWith("Join groupa again"));
      assertEquals(answers("403 Forbidden", "403 Forbidden"), page.answers());
      assertEquals("[]", page.token().get("groups"));
      page.looksGood("left");
      page.click("Join groupa again", "testuser is in: RoleA open.");
      assertTrue(page.text("#groups").startsWith("Leave groupa"));
      assertEquals(answers("200 OK", "403 Forbidden"), page.answers());
    }
  }

  @Test
  void everyForgeryIsRefusedForTheReasonOfTheCatalogue() {
    Map<String, String> forgeries = new LinkedHashMap<>();
    forgeries.put("Change the payload", "SIGNET-305");
    forgeries.put("Change the signature", "SIGNET-305");
    // a third part with nothing in it is no signed token at all, whatever its header says
    forgeries.put("Say alg: none", "SIGNET-301");
    forgeries.put("Let it expire", "SIGNET-405");
    forgeries.put("Name another issuer", "SIGNET-202");
    forgeries.put("Use an unknown key", "SIGNET-304");
    try (DemoPage page = open("forgeries")) {
      page.become("testuser", "RoleA");
      assertEquals(forgeries.size(), page.texts("[data-try]").size());
      forgeries.forEach((button, number) -> assertRefused(page, button, number));
      page.looksGood("forged");
      page.click("Ask again with the true token", "testuser is in: RoleA open.");
      assertEquals(answers("200 OK", "403 Forbidden"), page.answers());
      assertEquals(MASK, page.token().get("signature"));
    }
  }

  private static void assertRefused(DemoPage page, String button, String number) {
    page.click(button, button + ": what the server said to the forged token.");
    page.browser().picture(button.replaceAll("\\W+", "-"));
    assertEquals(
        List.of("401 Unauthorized"), page.answers().values().stream().distinct().toList(), button);
    assertEquals(4, page.answers().size());
    assertEquals("Forgery refused: " + number + ".", page.text("#verdict"));
    String reason = number + ": " + reason(number);
    assertTrue(page.text("#answers").contains(reason + ". "), page.text("#answers"));
    String answered = Pattern.quote('"' + reason) + " \\(ref [A-HJ-NP-Z2-9]{8}\\)\"$";
    assertTrue(
        Pattern.compile(answered).matcher(page.text("#challenge")).find(), page.text("#challenge"));
    assertNoSignedToken(page);
  }

  /** The text that the catalogue has for a number. */
  private static String reason(String number) {
    try (Stream<String> lines = Files.lines(Path.of("../docs/REFUSALS.md"))) {
      return lines
          .filter(line -> line.startsWith("| " + number + " |"))
          .map(line -> line.split("\\|", -1)[4].strip())
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aRolledKeyRefusesNobody() {
    try (DemoPage page = open("roll")) {
      page.become("testuser", "RoleA");
      String before = page.token().get("kid");
      assertEquals(List.of(before + " signs"), page.keys());
      page.click("Roll the key", "The new key").looksGood("rolling");
      page.browser().await("The key is rolled: 0 of ");
      assertTrue(page.text("#count").matches("0 of [1-9]\\d* refused"));
      page.looksGood("rolled");
      String after = String.valueOf(page.token().get("kid"));
      assertNotEquals(before, after);
      assertTrue(
          page.text("#station-server").contains("verified with key " + after.substring(0, 6)));
      page.click("Ask again with the true token", "testuser is in: RoleA open.");
      assertEquals(List.of(after + " signs"), page.keys());
    }
  }

  @Test
  void afterLoggingOutTheBackButtonShowsNothing() {
    URI address = Objects.requireNonNull(started).page();
    try (DemoPage page = open("logout")) {
      page.become("testuser", "RoleA");
      page.browser().open(address.resolve("jwtjct/whoami.jsp")).await("testuser");
      page.browser().open(address).await("testuser is in: RoleA open.");
      page.click("Log out", DemoPage.NOBODY);
      assertFalse(page.outcome().contains("testuser"), page.outcome());
      assertEquals("There is none: no user is logged in.", page.text("#token-of"));
      assertEquals(
          "",
          page.run(
              "return document.getElementById('compact').textContent"
                  + " + document.getElementById('claims').textContent"));
      String behind = page.browser().picture("out").back().picture("back").text();
      assertFalse(behind.contains("testuser"), behind);
      page.browser().back().await(DemoPage.NOBODY).picture("back-again");
      assertFalse(page.outcome().contains("testuser"), page.outcome());
    }
    assertTrue(DemoProcess.serverSays().contains("the issuer has ended a session"));
  }

  @Test
  void theKeyboardReachesEveryButton() {
    try (DemoPage page = open("keyboard")) {
      WebElement first = page.tab();
      assertEquals("Skip to the journey", first.getText());
      assertTrue(first.getRect().getY() >= 0, "the link comes into sight");
      page.browser().picture("skip");
      List<String> reached = new ArrayList<>();
      for (WebElement next = page.tab();
          !next.getTagName().equals("body") && !next.equals(first);
          next = page.tab()) {
        assertNotEquals("none", next.getCssValue("outline-style"), next.getText());
        reached.add(next.getText());
      }
      List<String> buttons = page.texts("button").stream().filter(text -> !text.isEmpty()).toList();
      assertEquals(buttons, reached.stream().filter(buttons::contains).toList());
    }
  }

  @Test
  void enterPressesTheButtonThatHasTheFocus() {
    try (DemoPage page = open("enter")) {
      WebElement focused = page.tab();
      while (!focused.getText().startsWith("Become testuser")) {
        focused = page.tab();
      }
      page.enter();
      page.browser().await("testuser is in: RoleA open.").picture("entered");
      assertEquals(focused, page.focused());
    }
  }
}
