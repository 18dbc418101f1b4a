package dev.signet.it;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.TimeoutException;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A real browser without a window, with an empty profile of its own. Its pictures are kept. */
final class Chromium implements AutoCloseable {
  static final String PROGRAM = "/usr/bin/chromium";
  static final String DRIVER = "/usr/bin/chromedriver";

  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final ChromeDriver driver;
  private final Path pictures;

  private Chromium(ChromeDriver driver, Path pictures) {
    this.driver = driver;
    this.pictures = pictures;
  }

  static Chromium start(String name) {
    try {
      Path pictures = Files.createDirectories(Server.target().resolve("screenshots").resolve(name));
      ChromeOptions options = new ChromeOptions();
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

  /** Clicks a button and waits until the page it leads to says something. */
  Chromium click(String button, String expected) {
    driver.findElement(By.xpath("//button[normalize-space()='" + button + "']")).click();
    try {
      new WebDriverWait(driver, PATIENCE).until(d -> text().contains(expected));
    } catch (TimeoutException e) {
      throw new AssertionError("behind " + button + " no " + expected + " but " + text(), e);
    }
    return this;
  }

  /** What is to be read on the page. */
  String text() {
    return driver.findElement(By.tagName("body")).getText();
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
