package com.bpmcentr.console.job.ui;

import com.bpmcentr.console.activity.ActivitySubject;
import com.bpmcentr.console.activity.ui.ActivityPanels;
import com.bpmcentr.console.audit.Outcome;
import com.bpmcentr.console.bulk.BulkService;
import com.bpmcentr.console.bulk.Selection;
import com.bpmcentr.console.bulk.ui.BulkDialogs;
import com.bpmcentr.console.job.Job;
import com.bpmcentr.console.job.JobResult;
import com.bpmcentr.console.job.JobService;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.Notices;
import com.bpmcentr.console.shell.Polling;
import com.bpmcentr.console.shell.RefusalText;
import com.bpmcentr.console.shell.Screen;
import com.bpmcentr.console.shell.StatusBadge;
import com.bpmcentr.console.shell.Tone;
import com.bpmcentr.console.shell.Viewer;
import com.bpmcentr.console.shell.Words;
import com.bpmcentr.console.shell.detail.Actions;
import com.bpmcentr.console.shell.detail.Copyable;
import com.bpmcentr.console.shell.detail.DetailPage;
import com.bpmcentr.console.shell.detail.PageHead;
import com.bpmcentr.console.shell.detail.Panel;
import com.bpmcentr.console.shell.detail.Propagation;
import com.bpmcentr.console.shell.detail.ReceiptPanel;
import com.bpmcentr.console.shell.list.Columns;
import com.bpmcentr.console.shell.list.CsvDownloads;
import com.bpmcentr.console.shell.list.ListFilter;
import com.bpmcentr.console.shell.list.ListPanel;
import com.bpmcentr.console.shell.list.SavedViews;
import com.bpmcentr.license.FeedPosition;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One job: how far it has come, and what came of it for each thing. */
@Route("jobs/:id")
@PermitAll
final class JobPage extends DetailPage<Job> implements AfterNavigationObserver {

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  private final JobService jobs;
  private final Viewer viewer;
  private final Clock clock;
  private final SavedViews views;
  private final CsvDownloads downloads;
  private final Formats formats;
  private final JobSummary summary;
  private final ReceiptPanel inForce;
  private final StopDialog stopping;
  private final BulkDialogs bulk;
  private final ActivityPanels activity;
  private final Div state = new Div();
  private final Div happened = new Div();
  private final Button stop = Actions.dangerous("stop", this::openStop);
  private final Button opposite = Actions.named("jobs.undo", this::openOpposite);
  private final Polling polling = new Polling(BETWEEN_LOOKS, this::look);
  private @Nullable Job shown;
  private @Nullable ListPanel<JobResult> results;

  JobPage(
      JobService jobs,
      StopDialog stopping,
      BulkDialogs bulk,
      ActivityPanels activity,
      Viewer viewer,
      Clock clock,
      Propagation propagation,
      SavedViews views,
      CsvDownloads downloads) {
    super(Screen.JOBS, propagation);
    this.jobs = jobs;
    this.stopping = stopping;
    this.bulk = bulk;
    this.activity = activity;
    this.viewer = viewer;
    this.clock = clock;
    this.views = views;
    this.downloads = downloads;
    this.formats = viewer.formats(getLocale());
    this.summary = new JobSummary(formats);
    this.inForce = new ReceiptPanel(propagation);
  }

  @Override
  protected Result<Job> load(String id) {
    return byUuid(id, job -> jobs.get(viewer.actor(), job));
  }

  @Override
  protected String show(Job job, Div page) {
    // Made once: in what is made anew while it runs a click would miss a button.
    page.add(
        new PageHead(JobWords.title(job))
            .badge(state)
            .below(new Copyable(job.id().toString()))
            .action(stop)
            .action(opposite),
        summary,
        inForce);
    showProgress(job);
    results =
        JobWords.screen(job)
            .map(
                screen -> {
                  ListPanel<JobResult> rows = results(job, screen);
                  page.add(new Panel(getTranslation("jobs.results"), rows));
                  return rows;
                })
            .orElse(null);
    page.add(happened);
    return JobWords.title(job);
  }

  @Override
  public void afterNavigation(AfterNavigationEvent event) {
    if (results != null) {
      results.show(event.getLocation());
    }
    if (shown != null && !shown.state().hasEnded()) {
      polling.start(UI.getCurrent());
    }
  }

  @Override
  protected void onDetach(DetachEvent event) {
    polling.stop();
  }

  private void look() {
    Job before = shown;
    if (before != null
        && jobs.get(viewer.actor(), before.id()) instanceof Result.Done<Job>(Job job, var _)) {
      if (job.processed() != before.processed() && results != null) {
        results.refresh();
      }
      showProgress(job);
    }
  }

  private void showProgress(Job job) {
    if (shown == null || !shown.id().equals(job.id()) || shown.state() != job.state()) {
      state.removeAll();
      state.add(new StatusBadge(JobWords.state(job), JobWords.tone(job)));
      happened.removeAll();
      happened.add(activity.of(ActivitySubject.JOB, job.id()));
    }
    shown = job;
    summary.show(job, clock.instant());
    stop.setVisible(stopping.isFor(job));
    opposite.setVisible(opposite(job).isPresent());
    if (job.state().hasEnded()) {
      polling.stop();
    }
    FeedPosition published = job.state().hasEnded() ? job.published() : null;
    if (published == null) {
      // the page of another job may have been shown until now
      inForce.rest();
    } else {
      inForce.watch(published);
    }
  }

  /** The action that takes back what a bulk job did, where the viewer may do it. */
  private Optional<String> opposite(Job job) {
    return job.state().hasEnded() && job.done() > 0
        ? BulkService.opposite(job)
            .filter(action -> !bulk.allowed(job.parameter("type"), List.of(action)).isEmpty())
        : Optional.empty();
  }

  /** Looks at exactly the things that this job has changed, and asks as for any others. */
  private void openOpposite() {
    Job job = shown;
    if (job != null) {
      opposite(job)
          .ifPresent(
              action ->
                  bulk.open(job.parameter("type"), action, new Selection.ChangedBy(job.id())));
    }
  }

  private void openStop() {
    Job job = shown;
    if (job != null) {
      stopping.open(job.id(), this::stopped);
    }
  }

  /** Also what has ended by itself meanwhile needs no answer any more. */
  private boolean stopped(Result<Job> result) {
    switch (result) {
      case Result.Done<Job> _ -> Notices.success(getTranslation("jobs.stopped"));
      case Result.Refused<Job>(Refusal refusal) -> Notices.refused(refusal);
    }
    look();
    return shown != null && shown.state().hasEnded();
  }

  private ListPanel<JobResult> results(Job job, Screen screen) {
    var panel =
        new ListPanel<JobResult>(
            path(Screen.JOBS, job.id().toString()),
            "job-results",
            List.of(ListFilter.choice("outcome", "audit.outcome", Outcome.values(), "outcome")),
            query -> jobs.results(viewer.actor(), job.id(), query));
    panel.savable(views, "job-results");
    panel.downloadable(downloads, "job-results", Map.of("jobId", job.id().toString()));
    var columns = new Columns<>(panel.grid());
    columns.by("number").number("jobs.number", row -> formats.number(row.row().number()));
    columns.changingBadge(
        "audit.outcome", row -> outcome(row.row().outcome()), row -> tone(row.row().outcome()));
    Columns.firstOnPhones(
        columns.link(
            "jobs.subject",
            row -> row.name() == null ? null : path(screen, row.row().subject().toString()),
            row -> Optional.ofNullable(row.name()).orElseGet(() -> row.row().subject().toString()),
            JobResult::detail));
    columns.prose(
        "jobs.refused-because",
        row ->
            row.row().refusal() == null
                ? Formats.NOTHING
                : RefusalText.of(row.row().refusal(), UI.getCurrent()));
    return panel;
  }

  private String outcome(@Nullable Outcome outcome) {
    if (outcome != null) {
      return Words.of("outcome", outcome);
    }
    boolean ended = shown != null && shown.state().hasEnded();
    return getTranslation(ended ? "jobs.not-reached" : "jobs.waiting");
  }

  private static Tone tone(@Nullable Outcome outcome) {
    return switch (outcome) {
      case null -> Tone.NEUTRAL;
      case DONE -> Tone.GOOD;
      case REFUSED -> Tone.BAD;
    };
  }
}
