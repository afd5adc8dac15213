package com.bpmcentr.console.apikey.ui;

import static com.bpmcentr.console.shell.Words.text;

import com.bpmcentr.console.apikey.ApiKey;
import com.bpmcentr.console.edge.EdgeRow;
import com.bpmcentr.console.edge.EdgeService;
import com.bpmcentr.console.edge.EdgeState;
import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.StatusBadge;
import com.bpmcentr.console.shell.Tone;
import com.bpmcentr.console.shell.Viewer;
import com.bpmcentr.console.shell.detail.Note;
import com.bpmcentr.console.shell.detail.Panel;
import com.bpmcentr.console.shell.detail.Rows;
import com.bpmcentr.console.shell.detail.Secondary;
import com.bpmcentr.console.shell.detail.TwoLines;
import com.bpmcentr.console.usage.KeyHandover;
import com.bpmcentr.console.usage.KeyUse;
import com.bpmcentr.console.usage.Sharing;
import com.bpmcentr.console.usage.UsageService;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is known of a key's use, with how late it is and what is missing. */
@Component
class KeyUsePanels {

  private final UsageService usage;
  private final EdgeService edges;
  private final Viewer viewer;

  KeyUsePanels(UsageService usage, EdgeService edges, Viewer viewer) {
    this.usage = usage;
    this.edges = edges;
    this.viewer = viewer;
  }

  /** A hint first, if there is one; then who still uses a rotated key; then all use. */
  List<com.vaadin.flow.component.Component> of(ApiKey key) {
    Formats formats = viewer.formats(UI.getCurrent().getLocale());
    KeyUse use = usage.ofKey(viewer.actor(), key.id()).orElseThrow();
    List<com.vaadin.flow.component.Component> parts = new ArrayList<>();
    Sharing sharing = use.sharing();
    if (sharing.suspected()) {
      parts.add(
          new Note(
              Note.Kind.WAIT,
              text("key-sharing.title"),
              new Div(
                  text(
                      "key-sharing.text",
                      formats.number(sharing.accounts()),
                      formats.number(sharing.calls())))));
    }
    if (key.replacedBy() != null) {
      parts.add(handover(usage.handover(viewer.actor(), key.id()).orElseThrow(), formats));
    }
    parts.add(use(use, formats));
    return parts;
  }

  private static Panel handover(KeyHandover handover, Formats formats) {
    var rows = new Rows();
    for (KeyHandover.AccountHandover account : handover.accounts()) {
      rows.row(
          new TwoLines(
              name(account.account(), account.connector()),
              text("key-use.account.hour", formats.dateTime(account.oldKeyHour()))),
          state(account, handover.rotatedAt()));
    }
    var panel =
        new Panel(
            text("key-handover.title"),
            handover.accounts().isEmpty() ? new Paragraph(text("key-handover.none")) : rows);
    if (handover.more()) {
      panel.add(cut(formats));
    }
    if (!handover.accounts().isEmpty()) {
      panel.add(new Secondary(text("key-handover.delay")));
    }
    return panel;
  }

  private static StatusBadge state(
      KeyHandover.AccountHandover account, @Nullable Instant rotation) {
    if (account.moved()) {
      return new StatusBadge(text("key-handover.moved"), Tone.GOOD);
    }
    return rotation != null && account.silentSince(rotation)
        ? new StatusBadge(text("key-handover.silent"), Tone.NEUTRAL)
        : new StatusBadge(text("key-handover.still"), Tone.ATTENTION);
  }

  private static Paragraph cut(Formats formats) {
    return new Paragraph(text("key-use.more", formats.number(KeyUse.MOST_ACCOUNTS)));
  }

  private Panel use(KeyUse use, Formats formats) {
    Instant last = use.lastUsedHour();
    var when =
        new TwoLines(
            last == null
                ? text("key-use.last.never")
                : text("key-use.last") + ": " + text("key-use.last.hour", formats.dateTime(last)),
            text("key-use.delay"));
    String silent =
        edges
            .list(viewer.actor(), ListQuery.first(ListQuery.MOST_ROWS))
            .orElseThrow()
            .items()
            .stream()
            .filter(edge -> edge.state() == EdgeState.LOST)
            .map(EdgeRow::edgeId)
            .collect(Collectors.joining(", "));
    if (!silent.isEmpty()) {
      when.add(new Secondary(text("key-use.silent", silent)));
    }
    var rows = new Rows();
    for (KeyUse.AccountUse account : use.accounts()) {
      rows.row(
          new TwoLines(
              name(account.account(), account.connector()),
              text("key-use.account.hour", formats.dateTime(account.lastHour()))),
          new Secondary(
              text(
                  "key-use.account",
                  formats.number(account.allowed()),
                  formats.number(account.refused()))));
    }
    var panel =
        new Panel(
            text("key-use.title"),
            when,
            use.accounts().isEmpty() ? new Paragraph(text("key-use.none")) : rows);
    if (use.more()) {
      panel.add(cut(formats));
    }
    return panel;
  }

  private static String name(@Nullable String account, @Nullable String connector) {
    return (account == null ? text("key-use.any-account") : account)
        + " · "
        + (connector == null ? text("key-use.any-connector") : connector);
  }
}
