package com.bpmcentr.loadtests.bench.scenario;

import com.bpmcentr.loadtests.bench.report.MarkdownTable;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** How fast lists feel in a real Chromium: until rows are painted, by the browser's own clock. */
final class ConsoleScreens {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final int KEYS = 40;

  /** Rows are there: nothing is asked of the server any more, and the grid waits for none. */
  private static final String SHOWN =
      """
      const shown = () => {
        const grid = document.querySelector('vaadin-grid');
        return grid && !grid.loading
            && !grid.shadowRoot.querySelector('tbody tr[loading]:not([hidden])')
            && Object.values(window.Vaadin.Flow.clients).every(c => !c.isActive || !c.isActive());
      };
      const frame = () => new Promise(next => requestAnimationFrame(next));
      const until = async condition => { do { await frame(); } while (!condition()); };
      """;

  private static final String TYPE =
      """
      async text => {
        %s
        const input = document.querySelector('.list-tools .search input');
        const begun = performance.now();
        input.value = text;
        input.dispatchEvent(new InputEvent('input', {bubbles: true, composed: true}));
        await until(() => (new URLSearchParams(location.search).get('q') ?? '') === text && shown());
        return performance.now() - begun;
      }
      """
          .formatted(SHOWN);

  private static final String SORT =
      """
      async () => {
        %s
        const sorter = document.querySelector('vaadin-grid-sorter');
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
          new MarkdownTable("in Chromium", "list", "times", "median, ms", "worst, ms");
      for (String list : List.of("customers", "subscriptions", "api-keys", "invoices")) {
        open(page, system, list);
        Samples typing = new Samples();
        Samples sorting = new Samples();
        for (int i = 0; i <= rounds; i++) {
          for (String text : List.of("kovalch", "овальчу", "gmail", "")) {
            add(typing, i, page.evaluate(TYPE, text));
          }
          add(sorting, i, page.evaluate(SORT));
        }
        row(table, "a filter typed → rows, 350 ms of them the pause after typing", list, typing);
        row(table, "a header clicked → rows", list, sorting);
        scroll(page, system, list, table);
      }
      report.table(table);
    } catch (PlaywrightException e) {
      throw new IOException("the browser: " + e.getMessage(), e);
    }
  }

  private static void scroll(Page page, RunningSystem system, String list, MarkdownTable table) {
    open(page, system, list);
    Samples pages = new Samples();
    Samples frames = new Samples();
    // The first goes to the last row in view.
    press(page, "PageDown", new Samples(), new Samples());
    for (int i = 0; i < KEYS; i++) {
      press(page, "PageDown", pages, frames);
    }
    row(table, "PageDown → rows", list, pages);
    row(table, "the longest frame of each", list, frames);
    Samples ends = new Samples();
    for (int i = 0; i < 4; i++) {
      press(page, "End", ends, new Samples());
      press(page, "Home", ends, new Samples());
    }
    row(table, "Ctrl+End and Ctrl+Home → rows", list, ends);
  }

  private static void press(Page page, String key, Samples times, Samples frames) {
    List<?> answer = (List<?>) page.evaluate(PRESS, key);
    times.add(nanos(answer.get(0)));
    frames.add(nanos(answer.get(1)));
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

  /** The first of each kind does not count. */
  private static void add(Samples samples, int round, Object millis) {
    if (round > 0) {
      samples.add(nanos(millis));
    }
  }

  private static long nanos(Object millis) {
    return (long) (((Number) millis).doubleValue() * 1_000_000);
  }

  private static void row(MarkdownTable table, String what, String list, Samples nanos) {
    table.row(
        what,
        list,
        Integer.toString(nanos.size()),
        ScenarioReport.millis(nanos.median()),
        ScenarioReport.millis(nanos.max()));
  }
}
