package com.bpmcentr.console.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.Soak;
import com.bpmcentr.console.TestStaff;
import com.bpmcentr.console.browser.Accessibility.Rules;
import com.google.gson.JsonObject;
import com.microsoft.playwright.APIRequestContext;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.RequestOptions;
import com.microsoft.playwright.options.ViewportSize;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A staff member's browser window, with a session of its own. */
final class StaffBrowser implements AutoCloseable {

  private static final int WIDTH = 1440;
  private static final int HEIGHT = 900;
  private static final int PHONE_WIDTH = 360;
  private static final int PHONE_HEIGHT = 740;
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  /**
   * What opens, closes and slides frame by frame is a third of the browser's work without a
   * graphics card. Some people ask for none of it; with {@code -Psoak} it is as for most.
   */
  private static final ReducedMotion MOTION =
      Soak.isLong() ? ReducedMotion.NO_PREFERENCE : ReducedMotion.REDUCE;

  private static final Pattern CSRF_TOKEN =
      Pattern.compile("<meta name=\"_csrf\" content=\"([^\"]+)\"");

  /** How much of the page is only seen by scrolling. */
  private static final String BEYOND_THE_WINDOW =
      """
      () => {
        let beyond = 0;
        let part = document.querySelector('main.page');
        while (part) {
          beyond = Math.max(beyond, part.scrollHeight - part.clientHeight);
          part = part.assignedSlot ?? part.parentElement ?? part.getRootNode().host;
        }
        return beyond;
      }
      """;

  /**
   * What moves above a page that waits for an answer is half a processor's work without a graphics
   * card, and what the page waits for is then later still.
   */
  private static final String STILL_WHILE_LOADING =
      """
      const still = new CSSStyleSheet();
      still.replaceSync('.v-loading-indicator { visibility: hidden; animation: none !important }');
      document.adoptedStyleSheets.push(still);
      """;

  /** Not with each frame, as Playwright does by itself: that has the browser draw them all. */
  private static final Page.WaitForFunctionOptions OFTEN =
      new Page.WaitForFunctionOptions().setPollingInterval(20);

  private static final JsonObject AS_FAST_AS_CAN_BE = new JsonObject();
  private static final String IS_OPEN =
      "() => !!window.Vaadin?.Flow?.clients && !!document.querySelector('vaadin-app-layout')";

  static {
    AS_FAST_AS_CAN_BE.addProperty("format", "png");
    AS_FAST_AS_CAN_BE.addProperty("optimizeForSpeed", true);
    // five seconds are too few on a machine that builds beside it
    PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
  }

  private final BrowserContext context;
  private final Page page;
  private final CDPSession devTools;
  private final String address;
  private final String language;
  private final List<String> complaints = new ArrayList<>();

  private StaffBrowser(int port, String language, int width, int height) {
    this("http://127.0.0.1:" + port + "/", language, width, height);
  }

  private StaffBrowser(String address, String language, int width, int height) {
    this.language = language;
    this.address = address;
    this.context =
        Chromium.browser()
            .newContext(
                new Browser.NewContextOptions()
                    .setViewportSize(width, height)
                    .setLocale(language)
                    .setReducedMotion(MOTION)
                    // a proxy under test has made its certificate itself
                    .setIgnoreHTTPSErrors(true));
    context.addInitScript(STILL_WHILE_LOADING);
    this.page = context.newPage();
    this.devTools = context.newCDPSession(page);
    slowDown();
    page.onPageError(complaints::add);
  }

  /**
   * With {@code -Dbrowser.latency=200} each answer comes that many milliseconds later: what a test
   * reads before it has arrived is found so, instead of now and then on a busy machine.
   */
  private void slowDown() {
    int milliseconds = Integer.getInteger("browser.latency", 0);
    if (milliseconds > 0) {
      JsonObject line = new JsonObject();
      line.addProperty("offline", false);
      line.addProperty("latency", milliseconds);
      line.addProperty("downloadThroughput", -1);
      line.addProperty("uploadThroughput", -1);
      devTools.send("Network.enable");
      devTools.send("Network.emulateNetworkConditions", line);
    }
  }

  static StaffBrowser desktop(int port, String language, String theme) {
    return new StaffBrowser(port, language, WIDTH, HEIGHT).choosing(language, theme);
  }

  /** Of a console that stands behind a proxy. */
  static StaffBrowser through(URI proxy, String language, String theme) {
    return new StaffBrowser(proxy + "/", language, WIDTH, HEIGHT).choosing(language, theme);
  }

  static StaffBrowser phone(int port, String language, String theme) {
    return new StaffBrowser(port, language, PHONE_WIDTH, PHONE_HEIGHT).choosing(language, theme);
  }

  /** The same page in the other window's size. */
  void resize(boolean phone) {
    page.setViewportSize(phone ? PHONE_WIDTH : WIDTH, phone ? PHONE_HEIGHT : HEIGHT);
    settle();
  }

  boolean isPhone() {
    return page.viewportSize().width == PHONE_WIDTH;
  }

  /** A device on which nobody has chosen a language or colours yet. */
  static StaffBrowser withoutChoices(int port) {
    return new StaffBrowser(port, "en", WIDTH, HEIGHT);
  }

  private StaffBrowser choosing(String language, String theme) {
    context.addCookies(
        List.of(
            new Cookie("console-language", language).setUrl(address),
            new Cookie("console-theme", theme).setUrl(address)));
    return this;
  }

  Page page() {
    return page;
  }

  /** The address without the console's own part. */
  String path() {
    return page.url().substring(address.length());
  }

  /** Fills the login form, in whichever language it is. */
  void logIn(String email, String password) {
    open("login");
    fillLogin(email, password);
  }

  /** Where the login form is already. */
  void fillLogin(String email, String password) {
    page.locator("input[name=username]").fill(email);
    page.locator("input[name=password]").fill(password);
    page.locator("input[name=password]").press("Enter");
  }

  void logIn(TestStaff.Member member) {
    logIn(member.account().email(), member.password());
    page.locator("vaadin-app-layout").waitFor();
    settle();
  }

  /**
   * Logs in as the form does, without showing a page: two pages that a test does not look at would
   * cost it more than all else. To be followed by {@link #open}.
   */
  void signIn(TestStaff.Member member) {
    APIRequestContext requests = context.request();
    Matcher token = CSRF_TOKEN.matcher(requests.get(address + "login").text());
    assertThat(token.find()).as("the login page's token").isTrue();
    APIResponse answer =
        requests.post(
            address + "login",
            RequestOptions.create()
                .setMaxRedirects(0)
                .setForm(
                    FormData.create()
                        .set("username", member.account().email())
                        .set("password", member.password())
                        .set("_csrf", token.group(1))));
    assertThat(answer.headers().get("location")).endsWith("/").doesNotContain("error");
  }

  /** By a link where the console is open already, which spares the browser most of the work. */
  void open(String path) {
    if (page.evaluate(IS_OPEN).equals(true) && !path.equals(path())) {
      follow(path);
    } else {
      load(path);
    }
  }

  /** As by typing the address: the whole page is read anew. */
  void load(String path) {
    page.navigate(address + path);
    settle();
  }

  /** As a link on the page does it: the frame stays, the server sends what is new. */
  void follow(String path) {
    // the way to another page may be under way: the router takes no second one beside it
    settle();
    page.evaluate(
        """
        href => {
          const link = document.createElement('a');
          link.href = href;
          const arrived = event => {
            if (link.pathname + link.search === event.detail.pathname + event.detail.search) {
              removeEventListener('vaadin-navigated', arrived);
              window.arrivedAt = href;
            }
          };
          addEventListener('vaadin-navigated', arrived);
          window.arrivedAt = null;
          document.body.append(link);
          link.click();
          link.remove();
        }
        """,
        address + path);
    page.waitForFunction("href => window.arrivedAt === href", address + path, OFTEN);
    settle();
  }

  Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  Locator dialogButton(String name) {
    return page.getByRole(AriaRole.DIALOG)
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
  }

  /** The first of that name: a timeline may name the same thing again. */
  Locator link(String name) {
    return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name)).first();
  }

  Locator field(String label) {
    return page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName(label));
  }

  /** Until the server has answered all that was asked, and the font is there. */
  void settle() {
    page.waitForFunction(
        """
        () => window.Vaadin?.Flow?.clients
            && Object.values(window.Vaadin.Flow.clients)
                .every(client => !client.isActive || !client.isActive())
            && document.fonts.status === 'loaded'
        """,
        null,
        OFTEN);
  }

  /**
   * Kept under {@code target/screenshots} for someone to look at; with {@code -Psoak} axe looks at
   * it at once. Without, it looks at each screen once: {@link ScreenshotIT}.
   */
  void screenshot(String name) {
    keep(name);
    if (Soak.isLong()) {
      examine(name);
    }
  }

  /**
   * What axe finds, where it is to take long in English; then also in the dark, and of the other
   * languages on a phone what depends on the width.
   */
  void examine(String name) {
    if (language.equals("en") || !Soak.isLong()) {
      Accessibility.assertFlawless(page, Rules.ALL, name);
      if (Soak.isLong()) {
        show("dark");
        Accessibility.assertFlawless(page, Rules.CONTRAST, name + " in the dark");
        show("light");
      }
    } else if (isPhone()) {
      Accessibility.assertFlawless(page, Rules.BUT_CONTRAST, name);
    }
  }

  /** Only kept. */
  void keep(String name) {
    settle();
    rest();
    // A third of the time that Playwright's own takes, which packs the picture as small as it can.
    JsonObject taken = devTools.send("Page.captureScreenshot", AS_FAST_AS_CAN_BE);
    try {
      Files.createDirectories(picture(name).getParent());
      Files.write(picture(name), Base64.getDecoder().decode(taken.get("data").getAsString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As {@link #keep}; with {@code -Psoak} all of the page, in a window as high as it takes. */
  void keepWhole(String name) {
    int beyond = Soak.isLong() ? ((Number) page.evaluate(BEYOND_THE_WINDOW)).intValue() : 0;
    if (beyond == 0) {
      keep(name);
      return;
    }
    ViewportSize usual = page.viewportSize();
    page.setViewportSize(usual.width, usual.height + beyond);
    keep(name);
    page.setViewportSize(usual.width, usual.height);
  }

  static Path picture(String name) {
    return SCREENSHOTS.resolve(name + ".png");
  }

  /** As the switch does it, without asking the server; colours do not fade over, they are there. */
  void show(String theme) {
    page.evaluate("theme => document.documentElement.style.colorScheme = theme", theme);
    rest();
  }

  /** What moves or fades is where it ends, and what turns for ever goes on. */
  private void rest() {
    page.evaluate(
        """
        () => {
          const finish = root => {
            root.getAnimations()
                .filter(animation => animation.effect.getComputedTiming().endTime !== Infinity)
                .forEach(animation => animation.finish());
            root.querySelectorAll('*').forEach(
                element => element.shadowRoot && finish(element.shadowRoot));
          };
          finish(document);
        }
        """);
  }

  /** Nothing lies beyond the window's right edge but what scrolls in its own frame. */
  void assertFitsItsWidth() {
    assertThat(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
        .as("how far the page is wider than the window")
        .isEqualTo(0);
  }

  void assertNoScriptFailed() {
    assertThat(complaints).isEmpty();
  }

  @Override
  public void close() {
    context.close();
  }
}
