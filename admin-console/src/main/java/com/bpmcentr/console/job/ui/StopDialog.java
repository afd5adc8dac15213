package com.bpmcentr.console.job.ui;

import static com.bpmcentr.console.shell.Words.text;

import com.bpmcentr.console.job.Job;
import com.bpmcentr.console.job.JobService;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.shell.Viewer;
import com.bpmcentr.console.shell.detail.ReasonDialog;
import java.util.UUID;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** Asks before a job is ended where it stands. */
@Component
public class StopDialog {

  private final JobService jobs;
  private final Viewer viewer;

  StopDialog(JobService jobs, Viewer viewer) {
    this.jobs = jobs;
    this.viewer = viewer;
  }

  /** Whether the viewer may stop the job with this id, which still goes on. */
  public boolean isFor(UUID id) {
    return jobs.get(viewer.actor(), id) instanceof Result.Done<Job>(Job job, var _) && isFor(job);
  }

  boolean isFor(Job job) {
    return jobs.mayStop(job, viewer.actor());
  }

  /**
   * Opens it.
   *
   * @param finished what follows the service's answer; true closes the dialog
   */
  public void open(UUID id, Predicate<Result<Job>> finished) {
    new ReasonDialog(
            text("jobs.stop.title"),
            text("jobs.stop.consequence"),
            text("action.stop"),
            reason -> finished.test(jobs.stop(viewer.actor(), id, reason)))
        .dangerous()
        .open();
  }
}
