package com.bpmcentr.console.imports.ui;

import com.bpmcentr.console.activity.ActivitySubject;
import com.bpmcentr.console.activity.ui.ActivityPanels;
import com.bpmcentr.console.imports.Import;
import com.bpmcentr.console.imports.ImportDownloads;
import com.bpmcentr.console.imports.ImportService;
import com.bpmcentr.console.imports.ImportState;
import com.bpmcentr.console.imports.RefusedLine;
import com.bpmcentr.console.job.ui.StopDialog;
import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Page;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.Polling;
import com.bpmcentr.console.shell.Screen;
import com.bpmcentr.console.shell.StatusBadge;
import com.bpmcentr.console.shell.Viewer;
import com.bpmcentr.console.shell.Words;
import com.bpmcentr.console.shell.detail.Actions;
import com.bpmcentr.console.shell.detail.DetailPage;
import com.bpmcentr.console.shell.detail.FactList;
import com.bpmcentr.console.shell.detail.Note;
import com.bpmcentr.console.shell.detail.PageHead;
import com.bpmcentr.console.shell.detail.Panel;
import com.bpmcentr.console.shell.detail.ProgressLine;
import com.bpmcentr.console.shell.detail.Propagation;
import com.bpmcentr.console.shell.detail.Reauthentication;
import com.bpmcentr.console.shell.detail.ReceiptPanel;
import com.bpmcentr.console.shell.list.Columns;
import com.bpmcentr.console.shell.list.CsvDownloads;
import com.bpmcentr.console.staff.Permission;
import com.bpmcentr.license.FeedPosition;
import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.provider.DataProvider;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.streams.DownloadEvent;
import com.vaadin.flow.server.streams.DownloadHandler;
import jakarta.annotation.security.PermitAll;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One import: how far it has come, and the lines that it refused. Looks again until it is over. */
@Route("imports/:id")
@PermitAll
final class ImportPage extends DetailPage<Import> {

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  /** Nobody scrolls further; see {@code a-list-is-scrolled-so-far.md}. */
  private static final int MOST_SHOWN = 10_000;

  private final ImportService imports;
  private final ImportDownloads downloads;
  private final CsvDownloads lists;
  private final Viewer viewer;
  private final StopDialog stopping;
  private final ActivityPanels activity;
  private final Reauthentication reauthentication;
  private final Clock clock;
  private final Formats formats;
  private final ReceiptPanel inForce;
  private final Polling polling = new Polling(BETWEEN_LOOKS, this::look);
  private final Div progress = new Div();
  private @Nullable Import shown;
  private boolean over;

  ImportPage(
      ImportService imports,
      ImportDownloads downloads,
      CsvDownloads lists,
      StopDialog stopping,
      ActivityPanels activity,
      Reauthentication reauthentication,
      Viewer viewer,
      Propagation propagation,
      Clock clock) {
    super(Screen.IMPORTS, propagation);
    this.imports = imports;
    this.downloads = downloads;
    this.lists = lists;
    this.stopping = stopping;
    this.activity = activity;
    this.reauthentication = reauthentication;
    this.viewer = viewer;
    this.clock = clock;
    this.formats = viewer.formats(getLocale());
    this.inForce = new ReceiptPanel(propagation);
  }

  @Override
  protected Result<Import> load(String id) {
    return byUuid(id, uuid -> imports.get(viewer.actor(), uuid));
  }

  @Override
  protected String show(Import found, Div page) {
    String title = getTranslation("imports.of", formats.dateTimeExactly(found.createdAt()));
    over = found.state().isOver();
    shown = found;
    var head =
        new PageHead(title)
            .badge(new StatusBadge(ImportWords.state(found), ImportWords.tone(found)))
            .below(new Span(found.createdBy()));
    if (found.imported() > 0) {
      head.action(new Anchor("customers", getTranslation("imports.customers")));
    }
    if (!over && found.state() != ImportState.RECEIVING && stopping.isFor(found.id())) {
      head.action(
          Actions.dangerous(
              "stop", () -> stopping.open(found.id(), result -> finished(result, "jobs.stopped"))));
    }
    page.add(head);
    if (found.state() == ImportState.BROKEN_OFF) {
      page.add(new Note(Note.Kind.BAD, getTranslation("imports.broken-off")));
    }
    if (found.error() != null) {
      page.add(new Note(Note.Kind.BAD, getTranslation(found.error())));
    }
    showProgress(found);
    page.add(new Panel(getTranslation("progress.title"), progress), inForce);
    if (over && found.keysToFetch() > 0 && viewer.may(Permission.IMPORT)) {
      page.add(keys(found));
    }
    if (over && found.refused() > 0) {
      page.add(refused(found));
    }
    page.add(activity.of(ActivitySubject.IMPORT, found.id()));
    if (over) {
      tellWhereInForce(found.position());
    } else {
      // the page of another import may have been shown until now
      inForce.rest();
      getUI().ifPresent(polling::start);
    }
    return title;
  }

  @Override
  protected void onAttach(AttachEvent event) {
    if (!over) {
      polling.start(event.getUI());
    }
  }

  @Override
  protected void onDetach(DetachEvent event) {
    polling.stop();
  }

  /** Only what has moved: whatever is looked at or held stays where it is. */
  private void look() {
    Import before = shown;
    if (before != null
        && imports.get(viewer.actor(), before.id()) instanceof Result.Done<Import>(var now, var _)
        && now.state() == before.state()) {
      showProgress(now);
    } else {
      reload();
    }
  }

  private void showProgress(Import found) {
    progress.removeAll();
    progress.add(howFar(found), facts(found));
  }

  /** The receipt has its own way of looking again, which is not to be stopped with this page's. */
  private void tellWhereInForce(@Nullable FeedPosition published) {
    polling.stop();
    if (published == null) {
      inForce.rest();
    } else {
      inForce.watch(published);
    }
  }

  /** Of how many it would have been nobody knows any more where it was broken off. */
  private Component howFar(Import found) {
    if (found.state() == ImportState.BROKEN_OFF) {
      return new Paragraph(ImportWords.progress(found, formats));
    }
    var line = new ProgressLine(ImportWords.share(found), ImportWords.progress(found, formats));
    return found.state() == ImportState.RECEIVING ? line.withoutEnd() : line;
  }

  private FactList facts(Import found) {
    Instant now = clock.instant();
    return new FactList()
        .fact(getTranslation("imports.imported"), formats.number(found.imported()))
        .fact(getTranslation("imports.unchanged"), formats.number(found.unchanged()))
        .fact(getTranslation("imports.refused"), formats.number(found.refused()))
        .fact(
            getTranslation("imports.rate"),
            found.startedAt() == null
                ? null
                : formats.number(Math.round(found.linesPerSecond(now))))
        .fact(
            getTranslation("progress.remaining"),
            found.remaining(now).map(Words::roughly).orElse(null))
        .fact(getTranslation("jobs.ended"), ended(found.finishedAt()));
  }

  private @Nullable String ended(@Nullable Instant moment) {
    return moment == null ? null : formats.dateTimeExactly(moment);
  }

  private Note keys(Import found) {
    return new Note(
            Note.Kind.INFO,
            getTranslation("imports.keys", formats.number(found.keysToFetch())),
            new Span(getTranslation("imports.keys.once")))
        .action(
            Actions.named(
                "imports.keys.download", () -> reauthentication.pass(() -> offerKeys(found))));
  }

  /**
   * Behind a question of its own: a click hands all keys out, and destroys what is kept of them.
   */
  private void offerKeys(Import found) {
    DownloadHandler file =
        event -> {
          offer(event, "import-keys-" + found.id() + ".ndjson");
          if (!downloads.keys(viewer.actor(), found.id(), event.getOutputStream())) {
            event.getResponse().setStatus(HttpServletResponse.SC_GONE);
          }
        };
    var dialog = new Dialog(getTranslation("imports.keys", formats.number(found.keysToFetch())));
    var text =
        new Div(
            new Paragraph(getTranslation("imports.keys.once")),
            new Anchor(file, getTranslation("imports.keys.file")));
    text.addClassName("dialog-form");
    dialog.add(text);
    dialog
        .getFooter()
        .add(
            new Button(
                getTranslation("dialog.back"),
                event -> {
                  dialog.close();
                  reload();
                }));
    dialog.open();
  }

  private Panel refused(Import found) {
    var grid = new Grid<RefusedLine>();
    grid.setSelectionMode(Grid.SelectionMode.NONE);
    // why is a sentence: it is not cut off
    grid.addThemeVariants(GridVariant.WRAP_CELL_CONTENT);
    grid.setAllRowsVisible(found.refused() <= 10);
    grid.setItems(
        DataProvider.fromCallbacks(
            part -> refusedLines(found, part.getOffset(), part.getLimit()).items().stream(),
            all -> (int) Math.min(refusedLines(found, 0, 1).total(), MOST_SHOWN)));
    var columns = new Columns<>(grid);
    columns.number("imports.line", line -> formats.number(line.number()));
    columns.prose("imports.reason", this::reason);
    columns.twoLines(
        "imports.externalId", line -> Formats.orNothing(line.externalId()), RefusedLine::email);
    Columns.fit(grid);
    Locale locale = getLocale();
    DownloadHandler file =
        event -> {
          offer(event, "import-refused-" + found.id() + ".ndjson");
          downloads.refusedLines(
              viewer.actor(),
              found.id(),
              line -> ImportWords.reason(line, locale),
              event.getOutputStream());
        };
    var more = new Paragraph(getTranslation("imports.refused.more", formats.number(MOST_SHOWN)));
    more.setVisible(found.refused() > MOST_SHOWN);
    return new Panel(getTranslation("imports.refused-lines"), grid, more)
        .action(new Anchor(file, getTranslation("imports.refused.download")))
        .action(lists.link("refused-lines", () -> Map.of("importId", found.id().toString())));
  }

  private Page<RefusedLine> refusedLines(Import found, int offset, int limit) {
    ListQuery part =
        new ListQuery(Map.of(), List.of(), offset, Math.min(limit, ListQuery.MOST_ROWS));
    return imports.refusedLines(viewer.actor(), found.id(), part).orElseThrow();
  }

  private String reason(RefusedLine line) {
    return ImportWords.reason(line, getLocale());
  }

  private static void offer(DownloadEvent event, String name) throws IOException {
    event.setFileName(name);
    event.setContentType("application/x-ndjson");
  }
}
