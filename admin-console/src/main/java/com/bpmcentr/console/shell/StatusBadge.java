package com.bpmcentr.console.shell;

import com.vaadin.flow.component.badge.Badge;

/** A word about a thing's state, coloured. */
public final class StatusBadge extends Badge {

  public StatusBadge(String text, Tone tone) {
    super(text);
    getElement().setAttribute("theme", tone.theme());
  }
}
