package com.bpmcentr.loadtests.bench.scenario;

import com.bpmcentr.loadtests.bench.report.MarkdownTable;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** How fast lists feel in a real Chromium: until rows are painted, by the browser's own clock. */
final class ConsoleScreens {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final int KEYS = 40;
  private static final int JUMPS = 20;
  private static final int TYPED = 2;
  private static final List<String> LISTS =
      List.of("customers", "subscriptions", "api-keys", "invoices", "audit");

  /** So long nothing more must be typed before the screens ask for what was. */
  private static final long TYPING_PAUSE_NANOS = 350_000_000;

  private static final long PALETTE_PAUSE_NANOS = 150_000_000;
  private static final long TARGET_NANOS = 300_000_000;

  /** Rows are there: nothing is asked of the server any more, and the grid waits for none. */
  private static final String SHOWN =
      """
      const settled = () =>
          Object.values(window.Vaadin.Flow.clients).every(c => !c.isActive || !c.isActive());
      const shown = () => {
        const grid = document.querySelector('vaadin-grid');
        return grid && !grid.loading
            && !grid.shadowRoot.querySelector('tbody tr[loading]:not([hidden])')
            && settled();
      };
      const frame = () => new Promise(next => requestAnimationFrame(next));
      const until = async condition => {
        const begun = performance.now();
        do {
          await frame();
          if (performance.now() - begun > 20000) {
            throw new Error('not shown after 20 s');
          }
        } while (!condition());
      };
      """;

  private static final String TYPE =
      """
      async text => {
        %s
        const input = document.querySelector('.list-tools .search input');
        const begun = performance.now();
        input.value = text;
        input.dispatchEvent(new InputEvent('input', {bubbles: true, composed: true}));
        await until(() =>
            [...new URLSearchParams(location.search).values()].join() === text && shown());
        return performance.now() - begun;
      }
      """
          .formatted(SHOWN);

  /** One of the choices of one of the selects above a list; null when there is none. */
  private static final String CHOOSE =
      """
      async ([which, choice]) => {
        %s
        const select = document.querySelectorAll('.list-tools vaadin-select')[which];
        if (!select) {
          return null;
        }
        const choices = () =>
            select.querySelectorAll('vaadin-select-list-box > vaadin-select-item');
        select.opened = true;
        await until(() => choices().length > 0 && settled());
        if (choice >= choices().length) {
          select.opened = false;
          await until(settled);
          return null;
        }
        const before = location.search;
        const begun = performance.now();
        choices()[choice].click();
        await until(() => location.search !== before && shown());
        return performance.now() - begun;
      }
      """
          .formatted(SHOWN);

  /** Null when there is no such header. */
  private static final String SORT =
      """
      async which => {
        %s
        const sorter = document.querySelectorAll('vaadin-grid-sorter')[which];
        if (!sorter) {
          return null;
        }
        const before = location.search;
        const begun = performance.now();
        sorter.click();
        await until(() => location.search !== before && shown());
        return performance.now() - begun;
      }
      """
          .formatted(SHOWN);

  private static final String PRESS =
      """
      async key => {
        %s
        const grid = document.querySelector('vaadin-grid');
        const cell = grid.shadowRoot.activeElement ?? grid.shadowRoot.querySelector('#items td');
        cell.focus();
        const first = grid._firstVisibleIndex;
        const begun = performance.now();
        let last = begun;
        let longest = 0;
        cell.dispatchEvent(new KeyboardEvent('keydown',
            {key, ctrlKey: key !== 'PageDown', bubbles: true, composed: true, cancelable: true}));
        do {
          await frame();
          const now = performance.now();
          longest = Math.max(longest, now - last);
          last = now;
        } while (grid._firstVisibleIndex === first && last - begun < 2000 || !shown());
        return [last - begun, longest, grid._firstVisibleIndex];
      }
      """
          .formatted(SHOWN);

  /** The bar dragged to a part of the whole list. */
  private static final String DRAG =
      """
      async part => {
        %s
        const table = document.querySelector('vaadin-grid').shadowRoot.querySelector('#table');
        const begun = performance.now();
        table.scrollTop = part * (table.scrollHeight - table.clientHeight);
        await frame();
        await frame();
        await until(shown);
        return performance.now() - begun;
      }
      """
          .formatted(SHOWN);

  private static final String FIND =
      """
      async text => {
        %s
        const found = document.querySelector('.palette-found');
        const input = document.querySelector('.palette-content input');
        [...found.children].forEach(child => child.toBeReplaced = true);
        const begun = performance.now();
        input.value = text;
        input.dispatchEvent(new InputEvent('input', {bubbles: true, composed: true}));
        await until(() => found.firstElementChild && !found.firstElementChild.toBeReplaced
            && settled());
        return performance.now() - begun;
      }
      """
          .formatted(SHOWN);

  private static final String GO_HOME =
      """
      async () => {
        %s
        const link = document.querySelector('vaadin-side-nav-item[path="home"]');
        const begun = performance.now();
        link.shadowRoot.querySelector('a').click();
        await until(() => document.querySelector('main.page .panel, main.page .message')
            && location.pathname.endsWith('/home') && settled());
        return performance.now() - begun;
      }
      """
          .formatted(SHOWN);

  private ConsoleScreens() {}

  static void run(RunningSystem system, int rounds, ScenarioReport report) throws IOException {
    try (Playwright playwright =
            Playwright.create(
                new Playwright.CreateOptions()
                    .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser =
            playwright
                .chromium()
                .launch(
                    new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(
                            List.of(
                                "--no-sandbox",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync",
                                "--no-first-run")))) {
      Page page = browser.newPage(new Browser.NewPageOptions().setViewportSize(1440, 900));
      logIn(page, system);
      MarkdownTable table =
          new MarkdownTable(
              "in Chromium", "list", "times", "median, ms", "worst, ms", "≤ 300", "the worst was");
      for (String list : LISTS) {
        open(page, system, list);
        row(table, "a filter typed → rows, less the pause after typing", list, typing(page, list));
        row(table, "a filter chosen → rows", list, choosing(page, rounds));
        row(table, "a header clicked → rows", list, sorting(page, rounds));
        scroll(page, system, list, table);
      }
      palette(page, rounds, table);
      home(page, system, rounds, table);
      report.table(table);
    } catch (PlaywrightException e) {
      throw new IOException("the browser: " + e.getMessage(), e);
    }
  }

  private static Clicks typing(Page page, String list) {
    Clicks typing = new Clicks();
    List<String> texts =
        list.equals("audit")
            ? List.of("бойко", "kovalenko 17", "zzyzx", "")
            : List.of("kovalch", "овальчу", "gmail", "zzyzx", "");
    for (int i = 0; i <= TYPED; i++) {
      for (String text : texts) {
        add(typing, i, page.evaluate(TYPE, text), TYPING_PAUSE_NANOS, shown(page));
      }
    }
    return typing;
  }

  /** Each choice of each select above the list, and none of it again. */
  private static Clicks choosing(Page page, int rounds) {
    Clicks choosing = new Clicks();
    for (int select = 0; page.evaluate(CHOOSE, List.of(select, 1)) instanceof Number; select++) {
      for (int round = 0; round < rounds; round++) {
        for (int choice = 2;
            page.evaluate(CHOOSE, List.of(select, choice)) instanceof Number millis;
            choice++) {
          add(choosing, 1, millis, 0, shown(page));
        }
        add(choosing, 1, page.evaluate(CHOOSE, List.of(select, 1)), 0, shown(page));
      }
      add(choosing, 1, page.evaluate(CHOOSE, List.of(select, 0)), 0, shown(page));
    }
    return choosing;
  }

  /** Each header up, down, and as it was. */
  private static Clicks sorting(Page page, int rounds) {
    Clicks sorting = new Clicks();
    for (int round = 0; round <= rounds; round++) {
      for (int sorter = 0; page.evaluate(SORT, sorter) instanceof Number millis; sorter++) {
        add(sorting, round, millis, 0, shown(page));
        add(sorting, round, page.evaluate(SORT, sorter), 0, shown(page));
        add(sorting, round, page.evaluate(SORT, sorter), 0, shown(page));
      }
    }
    return sorting;
  }

  private static void palette(Page page, int rounds, MarkdownTable table) {
    page.keyboard().press("Control+k");
    page.locator(".palette-found > *").first().waitFor();
    Clicks finding = new Clicks();
    for (int i = 0; i <= rounds; i++) {
      for (String text : List.of("kovalch", "овальчу", "gmail", "zzyzx", "1000042", "bpm_prod_a")) {
        add(finding, i, page.evaluate(FIND, text), PALETTE_PAUSE_NANOS, text);
      }
    }
    row(table, "typed → found, less the pause after typing", "Ctrl+K", finding);
    page.keyboard().press("Escape");
  }

  private static void home(Page page, RunningSystem system, int rounds, MarkdownTable table) {
    Clicks home = new Clicks();
    for (int i = 0; i <= rounds; i++) {
      open(page, system, "connectors");
      add(home, i, page.evaluate(GO_HOME), 0, "");
    }
    row(table, "its link clicked → all counts", "home", home);
  }

  private static void scroll(Page page, RunningSystem system, String list, MarkdownTable table) {
    open(page, system, list);
    Clicks pages = new Clicks();
    Clicks frames = new Clicks();
    // The first goes to the last row in view.
    press(page, "PageDown", new Clicks(), new Clicks());
    for (int i = 0; i < KEYS; i++) {
      press(page, "PageDown", pages, frames);
    }
    row(table, "PageDown → rows", list, pages);
    row(table, "the longest frame of each", list, frames);
    Clicks ends = new Clicks();
    for (int i = 0; i < 4; i++) {
      press(page, "End", ends, new Clicks());
      press(page, "Home", ends, new Clicks());
    }
    row(table, "Ctrl+End and Ctrl+Home → rows", list, ends);
    Clicks drags = new Clicks();
    Random random = new Random(JUMPS);
    for (int i = 0; i < JUMPS; i++) {
      double part = random.nextDouble();
      add(drags, 1, page.evaluate(DRAG, part), 0, "%.0f %%".formatted(part * 100));
    }
    row(table, "the bar dragged → rows", list, drags);
  }

  private static void press(Page page, String key, Clicks times, Clicks frames) {
    List<?> answer = (List<?>) page.evaluate(PRESS, key);
    String where = key + " to row " + answer.get(2);
    times.add(nanos(answer.get(0)), where);
    frames.add(nanos(answer.get(1)), where);
  }

  private static void logIn(Page page, RunningSystem system) throws IOException {
    page.navigate(system.consoleUrl() + "/login");
    page.locator("input[name=username]").fill(system.staffEmail());
    page.locator("input[name=password]").fill(system.staffPassword());
    page.locator("input[name=password]").press("Enter");
    page.locator("vaadin-app-layout").waitFor();
  }

  private static void open(Page page, RunningSystem system, String list) {
    page.navigate(system.consoleUrl() + "/" + list);
    page.evaluate("async () => {" + SHOWN + " await until(shown); }");
  }

  /** The first of each kind does not count; nor does what is waited for on purpose. */
  private static void add(Clicks clicks, int round, Object millis, long pause, String what) {
    if (round > 0) {
      clicks.add(nanos(millis) - pause, what);
    }
  }

  /** What the list shows, as the page's address says it. */
  private static String shown(Page page) {
    String query = URI.create(page.url()).getQuery();
    return query == null ? "all" : query;
  }

  private static long nanos(Object millis) {
    return (long) (((Number) millis).doubleValue() * 1_000_000);
  }

  private static void row(MarkdownTable table, String what, String list, Clicks clicks) {
    Samples nanos = clicks.nanos();
    table.row(
        what,
        list,
        Integer.toString(nanos.size()),
        ScenarioReport.millis(nanos.median()),
        ScenarioReport.millis(nanos.max()),
        nanos.max() <= TARGET_NANOS ? "" : nanos.median() <= TARGET_NANOS ? "mostly" : "no",
        clicks.slowest());
  }
}
