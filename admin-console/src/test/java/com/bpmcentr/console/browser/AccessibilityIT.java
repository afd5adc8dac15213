package com.bpmcentr.console.browser;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bpmcentr.console.browser.Accessibility.Rules;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;

/** That nothing is found means something: what is wrong is found. */
class AccessibilityIT {

  private static final String FLAWLESS =
      """
      <!doctype html><html lang="en"><head><title>Page</title></head>
      <body><main><h1>Page</h1><div id="host"></div></main></body></html>
      """;

  @Test
  void assertFlawless_onAPageWithPlantedFlaws_namesEach() {
    try (Page page = Chromium.browser().newPage()) {
      page.setContent(FLAWLESS);
      Accessibility.assertFlawless(page, Rules.ALL, "sound");
      page.evaluate(
          """
          () => document.querySelector('#host').attachShadow({mode: 'open'}).innerHTML = `
            <img src="data:,">
            <p style="color: #999; background: #fff">Hardly to be read</p>
            <button style="width: 12px; height: 12px; padding: 0">a</button>
            <button style="width: 12px; height: 12px; padding: 0">b</button>`
          """);
      assertThatThrownBy(() -> Accessibility.assertFlawless(page, Rules.ALL, "planted"))
          .hasMessageContaining("image-alt")
          .hasMessageContaining("color-contrast")
          .hasMessageContaining("target-size");
      assertThatThrownBy(() -> Accessibility.assertFlawless(page, Rules.CONTRAST, "planted"))
          .hasMessageContaining("color-contrast")
          .message()
          .doesNotContain("image-alt");
      assertThatThrownBy(() -> Accessibility.assertFlawless(page, Rules.BUT_CONTRAST, "planted"))
          .hasMessageContaining("target-size")
          .message()
          .doesNotContain("color-contrast");
    }
  }
}
