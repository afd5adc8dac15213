package com.bpmcentr.console.job.ui;

import com.bpmcentr.console.job.Job;
import com.bpmcentr.console.job.JobService;
import com.bpmcentr.console.job.JobState;
import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.Polling;
import com.bpmcentr.console.shell.Screen;
import com.bpmcentr.console.shell.Viewer;
import com.bpmcentr.console.shell.Words;
import com.bpmcentr.console.shell.list.Columns;
import com.bpmcentr.console.shell.list.ListFilter;
import com.bpmcentr.console.shell.list.ListPage;
import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.time.Duration;
import java.util.List;

/** What goes on in the background, the newest first. Looks again by itself. */
@Route("jobs")
@PermitAll
final class JobListPage extends ListPage<Job> {

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

  private final Polling polling = Polling.ofItsOwnWords(BETWEEN_LOOKS, () -> list().look());

  JobListPage(JobService jobs, Viewer viewer) {
    super(
        Screen.JOBS,
        filters(viewer.formats(UI.getCurrent().getLocale())),
        query -> jobs.list(viewer.actor(), query));
    addColumns(viewer.formats(getLocale()));
  }

  @Override
  protected void onAttach(AttachEvent event) {
    polling.start(event.getUI());
  }

  @Override
  protected void onDetach(DetachEvent event) {
    polling.stop();
  }

  private static List<ListFilter> filters(Formats formats) {
    return List.of(
        ListFilter.text("requester", "jobs.who"),
        ListFilter.choice("state", "field.state", JobState.values(), "job-state"),
        ListFilter.day("createdFrom", formats),
        ListFilter.day("createdUntil", formats));
  }

  private void addColumns(Formats formats) {
    var columns = new Columns<>(list().grid());
    columns.link("jobs.what", JobWords::path, JobWords::title, Job::reason);
    columns.changingBadge("field.state", JobWords::state, JobWords::tone);
    columns.progress("progress.title", JobWords::share, job -> JobWords.progress(job, formats));
    columns.number("jobs.refused", job -> formats.number(job.refused()));
    columns
        .twoLines(
            "jobs.who",
            job -> job.requester().name(),
            job -> Words.of("origin", job.requester().origin()))
        .setAutoWidth(false)
        .setWidth("16rem");
    columns.by("createdAt").text("jobs.when", job -> formats.dateTimeExactly(job.createdAt()));
  }
}
