package com.bpmcentr.console.shell.detail;

import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.Viewer;
import com.bpmcentr.license.FeedPosition;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Reads how far a change has got. */
@Component
public class Receipts {

  private final Viewer viewer;

  public Receipts(Viewer viewer) {
    this.viewer = viewer;
  }

  Formats formats(Locale locale) {
    return viewer.formats(locale);
  }

  InForce of(FeedPosition position) {
    return new InForce(List.of(), List.of());
  }
}
