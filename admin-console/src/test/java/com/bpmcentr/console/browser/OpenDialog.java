package com.bpmcentr.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;

/** The topmost dialog of a page. */
final class OpenDialog {

  private static final String OPEN = "vaadin-dialog[opened]";
  private static final String GO_ON = "vaadin-button[theme~=primary]";

  /** What is cut off or lies outside the window, in the dialog and the parts it is made of. */
  private static final String FLAWS =
      """
      () => {
        const dialog = [...document.querySelectorAll('vaadin-dialog[opened]')].at(-1);
        const within = root => [...root.querySelectorAll('*')].flatMap(element =>
            [element, ...(element.shadowRoot ? within(element.shadowRoot) : [])]);
        const whole = 'vaadin-button, label, h2, [part~=label], [part~=button-label]';
        const flaws = [];
        for (const element of [...within(dialog.shadowRoot), ...within(dialog)]) {
          // what is only read out is a point; lines of text have no width of their own
          if (element.clientWidth <= 1 || !element.checkVisibility()) {
            continue;
          }
          const name = element.localName + ' ' + (element.getAttribute('part') ?? '') + ' '
              + (element.value ?? element.textContent ?? '').toString().trim().slice(0, 60);
          const cutsOff = getComputedStyle(element).overflowX !== 'visible'
              || element.matches(whole);
          if (cutsOff && element.scrollWidth > element.clientWidth + 1) {
            flaws.push(`cut off by ${element.scrollWidth - element.clientWidth}: ${name}`);
          }
          const box = element.getBoundingClientRect();
          if (box.left < 0 || box.right > innerWidth) {
            flaws.push(`beside the window: ${name}`);
          }
          if (element.matches('[part~=overlay], [part~=footer], [part~=header]')
              && (box.top < 0 || box.bottom > innerHeight)) {
            flaws.push(`above or below the window: ${name}`);
          }
        }
        return flaws;
      }
      """;

  /** Scrolls what the dialog holds to its end or beginning; false where all of it is seen. */
  private static final String SCROLL =
      """
      (dialog, toTheEnd) => {
        const within = root => [...root.querySelectorAll('*')].flatMap(element =>
            [element, ...(element.shadowRoot ? within(element.shadowRoot) : [])]);
        const long = within(dialog.shadowRoot).find(element => element.matches('[part~=content]')
            && element.scrollHeight > element.clientHeight + 1);
        long?.scrollTo(0, toTheEnd ? long.scrollHeight : 0);
        return Boolean(long);
      }
      """;

  private static final String HAS_AN_EMPTY_FIELD =
      """
      dialog => [...dialog.querySelectorAll('[required]')]
          .some(field => field.checkVisibility() && !field.value)
      """;

  private final Page page;
  private final Locator dialog;

  private OpenDialog(Page page) {
    this.page = page;
    this.dialog = page.locator(OPEN).last();
  }

  /** Once it is there with what it asks: what it looks up first may take a while. */
  static OpenDialog of(StaffBrowser browser) {
    var open = new OpenDialog(browser.page());
    assertThat(open.dialog.locator(GO_ON + ", vaadin-upload")).isVisible();
    return open;
  }

  boolean hasAnEmptyField() {
    return (Boolean) dialog.evaluate(HAS_AN_EMPTY_FIELD);
  }

  /** Its one button; with what is missing left out it says so and stays. */
  void goOnWithoutWhatIsMissing() {
    dialog.locator(GO_ON).click();
    assertThat(dialog.locator("[invalid]").first()).isVisible();
  }

  void scrollToTheBeginning() {
    dialog.evaluate(SCROLL, false);
  }

  /** Whether there was more than was seen. */
  boolean scrollToTheEnd() {
    return (Boolean) dialog.evaluate(SCROLL, true);
  }

  void assertWhole(String name) {
    assertThat(page.evaluate(FLAWS)).as("what is wrong with %s", name).isEqualTo(List.of());
  }

  /** Where nothing was typed it asks nothing. */
  void leave() {
    page.keyboard().press("Escape");
    assertThat(page.locator(OPEN)).hasCount(0);
  }
}
