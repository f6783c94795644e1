package io.sluice.tests.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A headless Chromium with one page. For one thread. */
public final class Browser implements AutoCloseable {
  private static final String AXE = axe();

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
    ChromeDriver driver = new ChromeDriver(service, options);
    driver.executeCdpCommand("Emulation.setScrollbarsHidden", Map.of("hidden", true));
    return new Browser(driver);
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

  /** Waits until so many elements are found by a selector. */
  public void awaitCount(String selector, int count) {
    Awaitility.await(count + " of " + selector)
        .pollInSameThread()
        .untilAsserted(
            () -> assertThat(driver.findElements(By.cssSelector(selector))).hasSize(count));
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

  /** Presses a key, for whatever has the focus. */
  public void press(Keys key) {
    new Actions(driver).sendKeys(key).perform();
  }

  /** Loads the page again. */
  public void reload() {
    driver.navigate().refresh();
  }

  /** Types into the one element that a selector finds. */
  public void type(String selector, String text) {
    driver.findElement(By.cssSelector(selector)).sendKeys(text);
  }

  /** By how many pixels the page is wider than the window. */
  public long overflow() {
    return number(
        "return document.documentElement.scrollWidth - document.documentElement.clientWidth");
  }

  /** How many points a line has that a selector finds; 0 if it is not there. */
  public long points(String selector) {
    return number(
        "return document.querySelector(arguments[0])?.getAttribute('d')?.split('L').length ?? 0",
        selector);
  }

  private long number(String script, Object... arguments) {
    return ((Number) driver.executeScript(script, arguments)).longValue();
  }

  /** Adds a style to those of the page. */
  public void style(String css) {
    driver.executeScript(
        "const s = new CSSStyleSheet(); s.replaceSync(arguments[0]); document.adoptedStyleSheets ="
            + " [s]",
        css);
  }

  /** By which rules of accessibility the page is bad, and where. */
  public List<String> violations() {
    driver.executeScript(AXE);
    Object found =
        driver.executeAsyncScript(
            """
            const done = arguments[arguments.length - 1];
            axe.run().then(result => done(result.violations.flatMap(one =>
                one.nodes.map(node => `${one.id}: ${node.html} ${node.failureSummary}`))));
            """);
    List<String> unused = complaints(); // of the judge, and not of the page
    return ((List<?>) found).stream().map(String::valueOf).toList();
  }

  private static String axe() {
    String properties = "/META-INF/maven/org.webjars.npm/axe-core/pom.properties";
    try (InputStream about = Browser.class.getResourceAsStream(properties)) {
      Properties known = new Properties();
      known.load(about);
      String script =
          "/META-INF/resources/webjars/axe-core/%s/axe.min.js"
              .formatted(known.getProperty("version"));
      try (InputStream axe = Browser.class.getResourceAsStream(script)) {
        return new String(axe.readAllBytes(), StandardCharsets.UTF_8);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read axe-core", e);
    }
  }

  /** Takes a picture of the whole page. */
  public void picture(Path file) {
    Map<String, Object> picture =
        driver.executeCdpCommand(
            "Page.captureScreenshot",
            Map.of(
                "captureBeyondViewport",
                true,
                "clip",
                Map.of(
                    "x",
                    0,
                    "y",
                    0,
                    "scale",
                    1,
                    "width",
                    number("return document.documentElement.clientWidth"),
                    "height",
                    number("return document.documentElement.scrollHeight"))));
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.write(file, Base64.getDecoder().decode((String) picture.get("data")));
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
