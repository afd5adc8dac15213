package com.bpmcentr.console.job.ui;

import static com.bpmcentr.console.shell.Words.text;

import com.bpmcentr.console.job.Job;
import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.Words;
import com.bpmcentr.console.shell.detail.FactList;
import com.bpmcentr.console.shell.detail.Note;
import com.bpmcentr.console.shell.detail.Panel;
import com.bpmcentr.console.shell.detail.ProgressLine;
import com.bpmcentr.console.shell.detail.SubjectLink;
import com.vaadin.flow.component.html.Div;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How far a job has come, whose it is and why; shown anew while it runs. */
final class JobSummary extends Div {

  private final Formats formats;

  JobSummary(Formats formats) {
    this.formats = formats;
    addClassName("stack");
  }

  void show(Job job, Instant now) {
    removeAll();
    if (job.error() != null) {
      add(new Note(Note.Kind.BAD, getTranslation(job.error())));
    }
    if (!job.unmended().isEmpty()) {
      add(
          new Note(
              Note.Kind.BAD,
              text("edges.repair.left", formats.number(job.refused())),
              new Div(text("edges.repair.left.why")),
              SubjectLink.all(job.unmended())));
    }
    var line = new ProgressLine(JobWords.share(job), JobWords.progress(job, formats));
    add(new Panel(getTranslation("progress.title"), line, facts(job, now)));
  }

  private FactList facts(Job job, Instant now) {
    var facts = new FactList();
    JobWords.changedBy(job).ifPresent(link -> facts.fact(getTranslation("jobs.filters"), link));
    return facts
        .fact(getTranslation("jobs.done"), formats.number(job.done()))
        .fact(getTranslation("jobs.refused"), formats.number(job.refused()))
        .fact(getTranslation("jobs.rate"), rate(job, now))
        .fact(
            getTranslation("progress.remaining"),
            job.remaining(now).map(Words::roughly).orElse(null))
        .fact(getTranslation("jobs.who"), job.requester().name())
        .fact(getTranslation("field.reason"), job.reason())
        .fact(getTranslation("jobs.filters"), JobWords.filters(job, formats))
        .fact(getTranslation("field.createdAt"), formats.dateTimeExactly(job.createdAt()))
        .fact(getTranslation("jobs.started"), time(job.startedAt()))
        .fact(getTranslation("jobs.ended"), time(job.endedAt()));
  }

  private @Nullable String rate(Job job, Instant now) {
    return job.processed() == 0
        ? null
        : getTranslation("jobs.per-second", formats.number(Math.round(job.rowsPerSecond(now))));
  }

  private @Nullable String time(@Nullable Instant moment) {
    return moment == null ? null : formats.dateTimeExactly(moment);
  }
}
