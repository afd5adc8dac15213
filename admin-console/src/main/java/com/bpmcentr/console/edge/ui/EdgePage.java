package com.bpmcentr.console.edge.ui;

import com.bpmcentr.console.edge.EdgeConcern;
import com.bpmcentr.console.edge.EdgeRow;
import com.bpmcentr.console.edge.EdgeService;
import com.bpmcentr.console.edge.EdgeState;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.publishing.PublishingAlarm;
import com.bpmcentr.console.publishing.PublishingAlarms;
import com.bpmcentr.console.recovery.FeedRepairService;
import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.Lag;
import com.bpmcentr.console.shell.Notices;
import com.bpmcentr.console.shell.Polling;
import com.bpmcentr.console.shell.Screen;
import com.bpmcentr.console.shell.Tone;
import com.bpmcentr.console.shell.Viewer;
import com.bpmcentr.console.shell.Words;
import com.bpmcentr.console.shell.detail.Actions;
import com.bpmcentr.console.shell.detail.DetailPage;
import com.bpmcentr.console.shell.detail.LongWork;
import com.bpmcentr.console.shell.detail.Note;
import com.bpmcentr.console.shell.detail.Propagation;
import com.bpmcentr.console.shell.detail.ReasonDialog;
import com.bpmcentr.console.shell.detail.Reauthentication;
import com.bpmcentr.console.shell.detail.ReceiptPanel;
import com.bpmcentr.console.shell.list.Columns;
import com.bpmcentr.console.shell.list.ListFilter;
import com.bpmcentr.console.shell.list.ListPage;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.staff.Permission;
import com.bpmcentr.license.FeedPosition;
import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The edges: what each holds and how far behind it is. Looks again by itself. */
@Route("edges")
@PermitAll
final class EdgePage extends ListPage<EdgeRow> {

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

  /** So that what is measured has room on a usual screen. */
  private static final String NARROW = "8.5rem";

  private final PublishingAlarms publishing;
  private final FeedRepairService repairs;
  private final Viewer viewer;
  private final Reauthentication reauthentication;
  private final ReceiptPanel receipt;
  private final Formats formats;
  private final Div alarms = new Div();

  /** What is being put right, then what came of it. */
  private final Div repair = new Div();

  private final Polling polling = Polling.ofItsOwnWords(BETWEEN_LOOKS, this::look);
  private List<PublishingAlarm> shownAlarms = List.of();

  EdgePage(
      EdgeService edges,
      PublishingAlarms publishing,
      FeedRepairService repairs,
      Viewer viewer,
      Reauthentication reauthentication,
      Propagation propagation) {
    super(Screen.EDGES, filters(), query -> edges.list(viewer.actor(), query));
    this.repairs = repairs;
    this.viewer = viewer;
    this.reauthentication = reauthentication;
    this.receipt = new ReceiptPanel(propagation);
    this.publishing = publishing;
    this.formats = viewer.formats(getLocale());
    addColumns();
    alarms.addClassName("stack");
    alarms.getElement().setAttribute("role", "alert");
    head().below(new Span(getTranslation("edges.refreshed")));
    repair.addClassName("stack");
    addComponentAtIndex(1, alarms);
    addComponentAtIndex(2, repair);
    addComponentAtIndex(3, receipt);
  }

  private static List<ListFilter> filters() {
    return List.of(
        ListFilter.choice("state", "field.state", EdgeState.values(), "edges"),
        ListFilter.choice(
            "attention",
            "edges.attention",
            Words.names(EdgeConcern.values()),
            Words.of("edges.attention")),
        ListFilter.linked("region", "edges.region"));
  }

  @Override
  protected void onAttach(AttachEvent event) {
    showAlarms();
    polling.start(event.getUI());
  }

  @Override
  protected void onDetach(DetachEvent event) {
    polling.stop();
  }

  private void look() {
    showAlarms();
    list().look();
  }

  /** Only when they change: a screen reader would read them out every two seconds. */
  private void showAlarms() {
    List<PublishingAlarm> active = publishing.active();
    if (active.equals(shownAlarms) && alarms.isVisible() != active.isEmpty()) {
      return;
    }
    shownAlarms = active;
    alarms.removeAll();
    alarms.setVisible(!active.isEmpty());
    for (PublishingAlarm alarm : active) {
      Note note = AlarmNote.of(alarm, formats);
      if (repair.getChildren().noneMatch(LongWork.class::isInstance)
          && alarm.kind().canBeRepaired()
          && viewer.may(Permission.MANAGE_STAFF)) {
        note.action(Actions.plain("repair", this::askToRepair));
      }
      alarms.add(note);
    }
  }

  private void askToRepair() {
    new ReasonDialog(
            getTranslation("edges.repair.title"),
            getTranslation("edges.repair.consequence"),
            getTranslation("action.repair"),
            this::repair)
        .guardedBy(reauthentication)
        .open();
  }

  /** It reads the whole set: the page goes on meanwhile, and so does the repair without it. */
  private boolean repair(String reason) {
    Actor actor = viewer.actor();
    repair.removeAll();
    repair.add(
        new LongWork<>(
            getTranslation("edges.repair.looking"),
            headway -> repairs.repair(actor, reason, headway),
            this::repaired));
    shownAlarms = List.of();
    showAlarms();
    return true;
  }

  private void repaired(Result<FeedRepairService.Repair> result) {
    switch (result) {
      case Result.Done<FeedRepairService.Repair>(
              FeedRepairService.Repair done,
              FeedPosition position) -> {
        repair.add(RepairNote.of(done, formats));
        if (position != null) {
          receipt.watch(position);
        }
      }
      case Result.Refused<FeedRepairService.Repair>(var refusal) -> Notices.refused(refusal);
    }
    shownAlarms = List.of();
    look();
  }

  private void addColumns() {
    // Edges are few, and what is wrong with one is a sentence: it is not cut off.
    list().grid().addThemeVariants(GridVariant.WRAP_CELL_CONTENT);
    var columns = new Columns<>(list().grid());
    columns
        .link(
            "edges.edge",
            edge -> DetailPage.path(Screen.EDGES, edge.edgeId()),
            EdgeRow::edgeId,
            edge ->
                columns.areOnAPhone() && edge.mayAnswerValidUntil() != null
                    ? danger(edge)
                    : getTranslation("edges.version-region", edge.version(), edge.region()))
        .setWidth(NARROW);
    columns.changingBadge(
        "field.state",
        edge -> Words.of("edges", edge.state()),
        edge -> edge.concerns().isEmpty() ? Tone.GOOD : Tone.BAD);
    columns.prose("edges.alarms", this::alarms).setWidth(NARROW);
    columns.twoLines(
        "edges.position",
        edge -> edge.position() == null ? Formats.NOTHING : edge.position().toString(),
        this::behind);
    columns
        .twoLines("edges.receipt", edge -> lag(edge.lagMillis()), this::receipt)
        .setAutoWidth(false)
        .setWidth("10.5rem");
    columns
        .number("edges.age", edge -> measured("edges.seconds", edge.ageSeconds()))
        .setAutoWidth(false)
        .setWidth("5.75rem");
    columns
        .number("edges.size", edge -> formats.number(edge.setSize()))
        .setAutoWidth(false)
        .setWidth("6.75rem");
    columns
        .twoLines("edges.seen", edge -> formats.dateTimeExactly(edge.heardAt()), this::danger)
        .setAutoWidth(false)
        .setWidth("14rem");
  }

  private String alarms(EdgeRow edge) {
    return edge.alarms().isEmpty()
        ? Formats.NOTHING
        : edge.alarms().stream()
            .map(alarm -> Words.ifKnown("edge-alarm." + alarm, alarm))
            .collect(Collectors.joining("; "));
  }

  private @Nullable String behind(EdgeRow edge) {
    Long behind = edge.behind();
    if (behind == null) {
      return null;
    }
    return behind == 0
        ? getTranslation("edges.up-to-date")
        : getTranslation("edges.behind", formats.number(behind));
  }

  private @Nullable String receipt(EdgeRow edge) {
    EdgeRow.LastReceipt receipt = edge.lastReceipt();
    return receipt == null
        ? null
        : getTranslation(
            "edges.receipt.of",
            receipt.position().toString(),
            formats.dateTimeExactly(receipt.appliedAt()));
  }

  private @Nullable String danger(EdgeRow edge) {
    Instant until = edge.mayAnswerValidUntil();
    return until == null ? null : getTranslation("edges.lost.until", formats.dateTime(until));
  }

  private String lag(@Nullable Long millis) {
    return millis == null ? Formats.NOTHING : Lag.of(millis, formats);
  }

  private String measured(String key, @Nullable Long value) {
    return value == null ? Formats.NOTHING : getTranslation(key, formats.number(value));
  }
}
