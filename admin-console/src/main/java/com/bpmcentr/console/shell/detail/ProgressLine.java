package com.bpmcentr.console.shell.detail;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;

/** A bar, and beside it in words how far something has come. */
public final class ProgressLine extends Div {

  private final ProgressBar bar = new ProgressBar();
  private final Span words = new Span();

  /**
   * @param share from 0 to 1
   */
  public ProgressLine(double share, String text) {
    at(share, text);
    bar.getElement().setAttribute("aria-label", getTranslation("progress.title"));
    words.addClassName("number");
    add(bar, words);
    addClassName("progress-line");
  }

  /** It has come so far. */
  void at(double share, String text) {
    bar.setIndeterminate(false);
    bar.setValue(share);
    words.setText(text);
  }

  /** Something happens, and nobody knows how much of it is left. */
  public ProgressLine withoutEnd() {
    bar.setIndeterminate(true);
    return this;
  }
}
