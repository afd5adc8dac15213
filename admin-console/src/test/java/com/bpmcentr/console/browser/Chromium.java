package com.bpmcentr.console.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * One Chromium for the whole test run: an installed one, else Playwright's own. Where there is
 * neither, the tests are skipped and say so, unless {@code -Dbrowser.required=true}.
 */
final class Chromium {

  private static final List<String> INSTALLED =
      List.of(
          "/usr/bin/chromium-headless-shell",
          "/usr/bin/chromium",
          "/usr/bin/chromium-browser",
          "/usr/bin/google-chrome",
          "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
          "/Applications/Chromium.app/Contents/MacOS/Chromium");

  /** Root may not use the sandbox; the rest keeps it from calling anyone but the console. */
  private static final List<String> ARGUMENTS =
      List.of(
          "--no-sandbox",
          "--disable-quic",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--no-first-run");

  private Chromium() {}

  /** The browser; without one the test that asks is skipped. */
  static Browser browser() {
    if (Running.BROWSER instanceof Launched(Browser browser)) {
      return browser;
    }
    String complaint = "NO BROWSER: the console's browser tests need Chromium or Chrome";
    if (Boolean.getBoolean("browser.required")) {
      throw new IllegalStateException(complaint + ": " + Running.BROWSER);
    }
    System.err.println("[WARNING] " + complaint + ", they are SKIPPED: " + Running.BROWSER);
    assumeTrue(false, complaint);
    throw new IllegalStateException("not reached: the test was skipped");
  }

  private sealed interface Launch {}

  private record Launched(Browser browser) implements Launch {}

  private record NotLaunched(String why) implements Launch {}

  private static final class Running {

    static final Launch BROWSER = launch();

    private static Launch launch() {
      var options = new BrowserType.LaunchOptions().setArgs(ARGUMENTS);
      INSTALLED.stream()
          .map(Path::of)
          .filter(Files::isExecutable)
          .findFirst()
          .ifPresent(options::setExecutablePath);
      try {
        Playwright playwright =
            Playwright.create(
                new Playwright.CreateOptions()
                    .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser = playwright.chromium().launch(options);
        Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
        return new Launched(browser);
      } catch (PlaywrightException e) {
        return new NotLaunched(String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
      }
    }
  }
}
