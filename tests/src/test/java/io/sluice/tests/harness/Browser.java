package io.sluice.tests.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A headless Chromium with one page. For one thread. */
public final class Browser implements AutoCloseable {
  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /**
   * Starts the one that is installed; the test is skipped where there is none.
   *
   * @param directory for its files
   */
  public static Browser start(Path directory) {
    Optional<File> chromium = program("chromium");
    Optional<File> chromedriver = program("chromedriver");
    assumeTrue(
        chromium.isPresent() && chromedriver.isPresent(),
        "needs a browser: Debian's packages chromium and chromium-driver");
    ChromeOptions options = new ChromeOptions();
    options.setBinary(chromium.get());
    options.addArguments(
        "--headless=new",
        "--no-sandbox", // the tests may run as root
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--user-data-dir=" + directory.toAbsolutePath());
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(chromedriver.get())
            .usingAnyFreePort()
            .build();
    return new Browser(new ChromeDriver(service, options));
  }

  private static Optional<File> program(String name) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(directory -> new File(directory, name))
        .filter(File::canExecute)
        .findFirst();
  }

  /** Opens a page. */
  public void open(String url) {
    driver.get(url);
  }

  /** Has the window be so large, and people prefer a scheme: {@code dark} or {@code light}. */
  public void resize(int width, int height, String scheme) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /** Waits until an element that a selector finds has a text in it. */
  public void await(String selector, String text) {
    Awaitility.await(selector + " has " + text)
        .pollInSameThread()
        .untilAsserted(() -> assertThat(text(selector)).contains(text));
  }

  /** The texts of all elements that a selector finds. */
  public String text(String selector) {
    try {
      return String.join(
          "\n",
          driver.findElements(By.cssSelector(selector)).stream().map(WebElement::getText).toList());
    } catch (StaleElementReferenceException e) {
      return text(selector); // it was replaced meanwhile
    }
  }

  /** Clicks on the one element that a selector finds. */
  public void click(String selector) {
    driver.findElement(By.cssSelector(selector)).click();
  }

  /** Types into the one element that a selector finds. */
  public void type(String selector, String text) {
    driver.findElement(By.cssSelector(selector)).sendKeys(text);
  }

  /** By how many pixels the page is wider than the window. */
  public long overflow() {
    Object wider =
        driver.executeScript(
            "return document.documentElement.scrollWidth - document.documentElement.clientWidth");
    return ((Number) wider).longValue();
  }

  /** Scrolls to the top, and has the first element that a selector finds show another text. */
  public void showFromTheTop(String selector, String text) {
    driver.executeScript(
        "window.scrollTo(0, 0); document.querySelector(arguments[0]).textContent = arguments[1]",
        selector,
        text);
  }

  /** Takes a picture of the window. */
  public void picture(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  /** What the page complained of since it was last asked. */
  public List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(LogEntry::getMessage)
        .toList();
  }

  @Override
  public void close() {
    driver.quit();
  }
}
