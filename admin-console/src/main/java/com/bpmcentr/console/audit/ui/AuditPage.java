package com.bpmcentr.console.audit.ui;

import com.bpmcentr.console.audit.AuditEntry;
import com.bpmcentr.console.audit.AuditService;
import com.bpmcentr.console.audit.Outcome;
import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.Screen;
import com.bpmcentr.console.shell.Tone;
import com.bpmcentr.console.shell.Viewer;
import com.bpmcentr.console.shell.Words;
import com.bpmcentr.console.shell.list.Columns;
import com.bpmcentr.console.shell.list.ListFilter;
import com.bpmcentr.console.shell.list.ListPage;
import com.bpmcentr.console.staff.Origin;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.List;

/** Who did what, and whether the log is whole. A row opens to show what was before and after. */
@Route("audit")
@PermitAll
final class AuditPage extends ListPage<AuditEntry> {

  AuditPage(AuditService audit, Viewer viewer) {
    super(
        Screen.AUDIT,
        filters(viewer.formats(UI.getCurrent().getLocale())),
        query -> audit.list(viewer.actor(), query));
    addColumns(viewer.formats(getLocale()));
    showDetails(list().grid(), viewer.formats(getLocale()));
    addComponentAtIndex(1, new ChainPanel(audit, viewer));
  }

  private static List<ListFilter> filters(Formats formats) {
    return List.of(
        ListFilter.text("actor", "audit.actor"),
        ListFilter.choice(
            "targetType", "audit.target-type", AuditWords.TARGETS, AuditWords::target),
        ListFilter.pick(
            "operation", "audit.operation", AuditWords.OPERATIONS, AuditWords::operation),
        ListFilter.choice("outcome", "audit.outcome", Outcome.values(), "outcome"),
        ListFilter.choice("origin", "audit.origin", Origin.values(), "origin"),
        ListFilter.day("from", formats),
        ListFilter.day("until", formats),
        ListFilter.linked("targetId", "audit.target-id"),
        ListFilter.linked("actorId", "audit.actor-id"));
  }

  private void addColumns(Formats formats) {
    var columns = new Columns<>(list().grid());
    columns.by("at").text("audit.at", entry -> formats.dateTimeExactly(entry.at()));
    columns
        .by("actor")
        .twoLines(
            "audit.actor",
            AuditEntry::actorName,
            entry -> Words.of("role", entry.role()) + " · " + Words.of("origin", entry.origin()))
        .setAutoWidth(false)
        .setWidth("16rem");
    Columns.firstOnPhones(
        columns
            .by("operation")
            .twoLines(
                "audit.operation",
                entry -> AuditWords.operation(entry.operation()),
                AuditEntry::targetId));
    columns.badge(
        "audit.outcome",
        entry -> Words.of("outcome", entry.outcome()),
        entry -> entry.outcome() == Outcome.DONE ? Tone.GOOD : Tone.BAD);
    columns.prose(
        "reason.label",
        entry ->
            Formats.orNothing(
                entry.refusal() != null ? AuditWords.refusal(entry.refusal()) : entry.reason()));
  }

  private static void showDetails(Grid<AuditEntry> grid, Formats formats) {
    grid.setItemDetailsRenderer(new ComponentRenderer<>(entry -> new EntryDetails(entry, formats)));
  }
}
