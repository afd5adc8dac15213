package com.bpmcentr.console.shell.detail;

import com.bpmcentr.console.edge.EdgeService;
import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.Viewer;
import com.bpmcentr.license.FeedPosition;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Looks up how far a change has got, for the pages that made it. */
@Component
public class Propagation {

  private final EdgeService edges;
  private final Viewer viewer;

  public Propagation(EdgeService edges, Viewer viewer) {
    this.edges = edges;
    this.viewer = viewer;
  }

  InForce of(FeedPosition position) {
    return InForce.of(edges.receipts(viewer.actor(), position).orElseThrow());
  }

  Formats formats(Locale locale) {
    return viewer.formats(locale);
  }
}
