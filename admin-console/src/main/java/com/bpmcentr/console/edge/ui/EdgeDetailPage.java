package com.bpmcentr.console.edge.ui;

import com.bpmcentr.console.edge.EdgeDetail;
import com.bpmcentr.console.edge.EdgeHistoryService;
import com.bpmcentr.console.edge.EdgeRow;
import com.bpmcentr.console.edge.EdgeState;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.Lag;
import com.bpmcentr.console.shell.Screen;
import com.bpmcentr.console.shell.StatusBadge;
import com.bpmcentr.console.shell.Tone;
import com.bpmcentr.console.shell.Viewer;
import com.bpmcentr.console.shell.Words;
import com.bpmcentr.console.shell.detail.DetailPage;
import com.bpmcentr.console.shell.detail.FactList;
import com.bpmcentr.console.shell.detail.Note;
import com.bpmcentr.console.shell.detail.PageHead;
import com.bpmcentr.console.shell.detail.Panel;
import com.bpmcentr.console.shell.detail.Propagation;
import com.bpmcentr.console.shell.detail.Rows;
import com.bpmcentr.console.shell.detail.SideBySide;
import com.bpmcentr.console.shell.detail.Stack;
import com.bpmcentr.console.shell.detail.Timeline;
import com.bpmcentr.console.shell.detail.TwoLines;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.time.Instant;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One edge: what it holds, how quickly it took the newest changes, and when it was started. */
@Route("edges/:id")
@PermitAll
final class EdgeDetailPage extends DetailPage<EdgeDetail> {

  private final EdgeHistoryService edges;
  private final Viewer viewer;

  EdgeDetailPage(EdgeHistoryService edges, Viewer viewer, Propagation propagation) {
    super(Screen.EDGES, propagation);
    this.edges = edges;
    this.viewer = viewer;
  }

  @Override
  protected Result<EdgeDetail> load(String id) {
    return edges.get(viewer.actor(), id);
  }

  @Override
  protected String show(EdgeDetail detail, Div page) {
    EdgeRow edge = detail.edge();
    Formats formats = viewer.formats(getLocale());
    boolean live = edge.state() == EdgeState.LIVE;
    page.add(
        new PageHead(edge.edgeId())
            .badge(
                new StatusBadge(
                    getTranslation(live ? "edges.live" : "edges.lost"),
                    live ? Tone.GOOD : Tone.BAD))
            .below(new Span(edge.region()), new Span(edge.version())));
    Instant until = edge.mayAnswerValidUntil();
    if (until != null) {
      page.add(
          new Note(Note.Kind.BAD, getTranslation("edges.lost.until", formats.dateTime(until))));
    }
    var main =
        new Stack(
            new Panel(getTranslation("detail.facts"), facts(edge, formats)),
            new Panel(getTranslation("edges.receipts"), receipts(detail, formats)));
    page.add(
        new SideBySide(
            main, new Panel(getTranslation("detail.timeline"), starts(detail, formats))));
    return edge.edgeId();
  }

  private FactList facts(EdgeRow edge, Formats formats) {
    return new FactList()
        .fact(
            getTranslation("edges.position"),
            edge.position() == null ? null : edge.position().toString())
        .fact(getTranslation("edges.behind.entries"), number(edge.behind(), formats))
        .fact(getTranslation("edges.size"), formats.number(edge.setSize()))
        .fact(
            getTranslation("edges.age"),
            edge.ageSeconds() == null
                ? null
                : getTranslation("edges.seconds", formats.number(edge.ageSeconds())))
        .fact(getTranslation("edges.seen"), formats.dateTimeExactly(edge.heardAt()))
        .fact(
            getTranslation("edges.alarms"),
            edge.alarms().isEmpty()
                ? null
                : edge.alarms().stream()
                    .map(alarm -> Words.ifKnown("edge-alarm." + alarm, alarm))
                    .collect(Collectors.joining("; ")));
  }

  private Component receipts(EdgeDetail detail, Formats formats) {
    if (detail.receipts().isEmpty()) {
      return new Paragraph(getTranslation("edges.receipts.none"));
    }
    var rows = new Rows();
    for (EdgeRow.LastReceipt receipt : detail.receipts()) {
      var lines =
          new TwoLines(
              new Code(receipt.position().toString()),
              formats.dateTimeExactly(receipt.appliedAt()));
      rows.row(
          lines,
          new Span(getTranslation("edges.receipt.after", Lag.of(receipt.lagMillis(), formats))));
    }
    return rows;
  }

  private Timeline starts(EdgeDetail detail, Formats formats) {
    var timeline = new Timeline();
    for (EdgeDetail.Start start : detail.starts()) {
      timeline.event(
          getTranslation("edges.started", start.version()),
          null,
          formats.dateTimeExactly(start.firstHeardAt()),
          getTranslation("edges.heard-until", formats.dateTimeExactly(start.lastHeardAt())));
    }
    return timeline;
  }

  private static @Nullable String number(@Nullable Long value, Formats formats) {
    return value == null ? null : formats.number(value);
  }
}
