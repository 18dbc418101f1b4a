package dev.signet.it.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;

/** The demo's page in a browser. */
final class DemoPage implements AutoCloseable {
  static final String NOBODY = "No user is logged in: become a user to begin.";

  private static final List<Integer> WIDTHS = List.of(320, 768, 1440);
  private static final int HEIGHT = 900;

  /** The browser itself notes each request that was refused, which is what the page is about. */
  private static final String REFUSED =
      "https://127\\.0\\.0\\.1:\\d+/jwtjct/\\S+ - Failed to load resource:.* status of 40[13] .*";

  private final Chromium browser;
  private final ChromeDriver driver;

  private DemoPage(Chromium browser) {
    this.browser = browser;
    driver = browser.driver();
  }

  /** Opens it in a browser that has never seen it. */
  static DemoPage open(URI address, String pictures) {
    Chromium browser = Chromium.startTrustingAll(pictures);
    DemoPage page = new DemoPage(browser);
    try {
      page.emulate("light");
      browser.open(address).await(NOBODY);
      return page;
    } catch (RuntimeException | AssertionError e) {
      browser.close();
      throw e;
    }
  }

  Chromium browser() {
    return browser;
  }

  DemoPage become(String user, String role) {
    browser.click("Become " + user, user + " is in: " + role + " open.");
    return this;
  }

  DemoPage click(String button, String expected) {
    browser.click(button, expected);
    return this;
  }

  /** What is to be read in a part of the page. */
  String text(String selector) {
    return driver.findElement(By.cssSelector(selector)).getText();
  }

  List<String> texts(String selector) {
    return driver.findElements(By.cssSelector(selector)).stream().map(WebElement::getText).toList();
  }

  /** Each page of the server with its answer, as {@code Who am I=200 OK}. */
  Map<String, String> answers() {
    Map<String, String> answers = new LinkedHashMap<>();
    for (WebElement row : driver.findElements(By.cssSelector("#answers tr"))) {
      answers.put(
          row.findElement(By.tagName("a")).getText(),
          row.findElement(By.className("pill")).getText());
    }
    return answers;
  }

  /** The values of the token's claims and header fields. */
  Map<String, String> token() {
    Map<String, String> token = new LinkedHashMap<>();
    for (WebElement row : driver.findElements(By.cssSelector("#claims tr:not(.section)"))) {
      token.put(
          row.findElement(By.className("name")).getText(),
          row.findElement(By.className("value")).getText());
    }
    return token;
  }

  /** Each published key's id and what it is for; read at once, since the page redraws them. */
  List<String> keys() {
    return lines(
        "return [...document.querySelectorAll('#keys li')]"
            + ".map(key => key.firstChild.title + ' ' + key.lastChild.textContent)");
  }

  /** What came of the last button: the journey, the answers, the token. */
  String outcome() {
    return String.join("\n", texts("#journey, .answers, .token"));
  }

  /** The addresses of all that the page has loaded and asked for. */
  List<String> loaded() {
    return lines("return performance.getEntriesByType('resource').map(entry => entry.name)");
  }

  /** Everything there is, seen or not: as HTML, and without its tags. */
  String everything() {
    return driver.getPageSource() + run("return document.documentElement.textContent");
  }

  /** What the browser complains about. */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(entry -> entry.getMessage())
        .filter(message -> !message.matches(REFUSED))
        .toList();
  }

  /** What has the focus after the key Tab. */
  WebElement tab() {
    new Actions(driver).sendKeys(org.openqa.selenium.Keys.TAB).perform();
    return focused();
  }

  void enter() {
    new Actions(driver).sendKeys(org.openqa.selenium.Keys.ENTER).perform();
  }

  WebElement focused() {
    return driver.switchTo().activeElement();
  }

  Object run(String script) {
    return Objects.requireNonNull(driver.executeScript(script));
  }

  private List<String> lines(String script) {
    return ((List<?>) run(script)).stream().map(String::valueOf).toList();
  }

  /** Nothing sticks out and everything can be read: at each width, in light and in dark. */
  DemoPage looksGood(String name) {
    for (int width : WIDTHS) {
      for (String scheme : List.of("light", "dark")) {
        appear(width, HEIGHT, scheme);
        String where = name + "-" + width + "-" + scheme;
        assertEquals(
            0L,
            run("const all = document.documentElement; return all.scrollWidth - all.clientWidth"),
            where);
        assertEquals(List.of(), contrastFaults(), where);
        appear(width, ((Number) run("return document.body.scrollHeight")).intValue(), scheme);
        browser.picture(where);
      }
    }
    driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    return this;
  }

  private void appear(int width, int height, String scheme) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    emulate(scheme);
  }

  /** Without motion, in which a colour is neither the old one nor the new one. */
  private void emulate(String scheme) {
    List<Map<String, String>> features =
        List.of(
            Map.of("name", "prefers-color-scheme", "value", scheme),
            Map.of("name", "prefers-reduced-motion", "value", "reduce"));
    driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", features));
  }

  private List<String> contrastFaults() {
    try (InputStream in = DemoPage.class.getResourceAsStream("/contrast.js")) {
      byte[] script = Objects.requireNonNull(in).readAllBytes();
      return lines(new String(script, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    browser.close();
  }
}
