package com.bpmcentr.console.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;

/** What axe finds on a page as it stands. */
final class Accessibility {

  /** Which of axe's rules are asked. */
  enum Rules {
    /** All of WCAG 2.2, A and AA. */
    ALL(Map.of("runOnly", Wcag.LEVELS)),
    /** The only one whose outcome depends on the colours; it takes as long as all others. */
    CONTRAST(Map.of("runOnly", List.of(Wcag.CONTRAST))),
    BUT_CONTRAST(
        Map.of("runOnly", Wcag.LEVELS, "rules", Map.of(Wcag.CONTRAST, Map.of("enabled", false))));

    private final Map<String, Object> options;

    Rules(Map<String, Object> options) {
      this.options = options;
    }
  }

  private static final class Wcag {
    static final String CONTRAST = "color-contrast";
    static final List<String> LEVELS =
        List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");
  }

  /**
   * Rule and element of each flaw, in the dialog that is open, else on the whole page. Left out, as
   * narrowly as it goes:
   *
   * <ul>
   *   <li>a grid's cell as a target: it has the focus for the arrow keys and does nothing when it
   *       is clicked; what lies in it is looked at;
   *   <li>what Vaadin writes on its menus: {@code aria-selected} on each item, and its overlay
   *       within the bar.
   * </ul>
   */
  private static final String LOOK =
      """
      async options => {
        const leftOut = {
          'target-size': 'td[role=gridcell]',
          'aria-allowed-attr': 'vaadin-menu-bar-item',
          'aria-required-children': 'vaadin-menu-bar',
        };
        const found = await axe.run(
            [...document.querySelectorAll('vaadin-dialog[opened]')].at(-1) ?? document,
            {...options, resultTypes: ['violations'], elementRef: true});
        return found.violations.flatMap(rule => rule.nodes
            .filter(node => !(rule.id in leftOut) || !node.element.matches(leftOut[rule.id]))
            .map(node => `${rule.id} at ${node.target.flat().join(' ')}: ${node.failureSummary}`
                + ` (${node.html})`));
      }
      """;

  private Accessibility() {}

  /** The builder itself would send axe anew each time, and ask for all that is well too. */
  static void assertFlawless(Page page, Rules rules, String name) {
    if (page.evaluate("() => !window.axe").equals(true)) {
      page.evaluate(AxeBuilder.getAxeScript());
    }
    assertThat(page.evaluate(LOOK, rules.options))
        .as("what axe finds on %s", name)
        .isEqualTo(List.of());
  }
}
