package dev.signet.it.browser;

import dev.signet.it.server.Server;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.TimeoutException;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A real browser without a window, with an empty profile of its own. Its pictures are kept. */
final class Chromium implements AutoCloseable {
  static final String PROGRAM = "/usr/bin/chromium";
  static final String DRIVER = "/usr/bin/chromedriver";

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration ASKED_EVERY = Duration.ofMillis(100);

  private final ChromeDriver driver;
  private final Path pictures;

  private Chromium(ChromeDriver driver, Path pictures) {
    this.driver = driver;
    this.pictures = pictures;
  }

  static Chromium start(String name) {
    return start(name, new ChromeOptions());
  }

  /** One that takes any certificate, for a server that has made its own. */
  static Chromium startTrustingAll(String name) {
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setAcceptInsecureCerts(true);
    options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
    return start(name, options);
  }

  private static Chromium start(String name, ChromeOptions options) {
    try {
      Path pictures = Files.createDirectories(Server.target().resolve("screenshots").resolve(name));
      options.setBinary(PROGRAM);
      options.addArguments(
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-dev-shm-usage",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--window-size=1000,750",
          "--user-data-dir=" + Files.createTempDirectory("signet-browser"));
      ChromeDriverService service =
          new ChromeDriverService.Builder().usingDriverExecutable(new File(DRIVER)).build();
      return new Chromium(new ChromeDriver(service, options), pictures);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Chromium open(URI address) {
    driver.get(address.toString());
    return this;
  }

  Chromium back() {
    driver.navigate().back();
    return this;
  }

  Chromium type(String id, String text) {
    driver.findElement(By.id(id)).sendKeys(text);
    return this;
  }

  /** Clicks the button that begins so and waits until the page it leads to says something. */
  Chromium click(String button, String expected) {
    driver
        .findElement(By.xpath("//button[starts-with(normalize-space(),'" + button + "')]"))
        .click();
    return await(expected);
  }

  /** Waits until the page says something. */
  Chromium await(String expected) {
    try {
      // while one page goes and another comes there may be nothing to ask
      new WebDriverWait(driver, PATIENCE, ASKED_EVERY)
          .ignoring(WebDriverException.class)
          .until(d -> text().contains(expected));
    } catch (TimeoutException e) {
      throw new AssertionError("no " + expected + " but " + text(), e);
    }
    return this;
  }

  /** For what only one test needs. */
  ChromeDriver driver() {
    return driver;
  }

  /** What is to be read on the page. */
  String text() {
    // in one step: between finding the body and reading it another page may have come
    Object text = driver.executeScript("return document.body ? document.body.innerText : ''");
    return String.valueOf(text).strip();
  }

  Chromium picture(String name) {
    try {
      Files.write(pictures.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    driver.quit();
  }
}
