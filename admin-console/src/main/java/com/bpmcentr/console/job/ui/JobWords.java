package com.bpmcentr.console.job.ui;

import static com.bpmcentr.console.shell.Words.text;

import com.bpmcentr.console.job.Job;
import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.Languages;
import com.bpmcentr.console.shell.Screen;
import com.bpmcentr.console.shell.Tone;
import com.bpmcentr.console.shell.Words;
import com.bpmcentr.console.shell.detail.DetailPage;
import com.bpmcentr.license.Language;
import com.bpmcentr.license.WireName;
import com.vaadin.flow.component.html.Anchor;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What jobs are called on screens. */
final class JobWords {

  /** The kind of job that has a page of its own, under the same id. */
  private static final String IMPORT = "import";

  private static final String FILTER = "filter.";

  /**
   * The screens of the things that bulk actions are done to, by the names the jobs have for them.
   */
  private static final Map<String, Screen> TYPES =
      Map.of(
          "subscription", Screen.SUBSCRIPTIONS,
          "customer", Screen.CUSTOMERS,
          "api-key", Screen.API_KEYS);

  private JobWords() {}

  /** What is done, to what. */
  static String title(Job job) {
    return screen(job)
        .map(
            screen ->
                text(screen.titleKey()) + ": " + Words.of("audit.verb", job.parameter("action")))
        .orElseGet(() -> text("jobs.kind." + job.kind()));
  }

  /** Where the job is looked at. */
  static String path(Job job) {
    Screen screen = job.kind().equals(IMPORT) ? Screen.IMPORTS : Screen.JOBS;
    return DetailPage.path(screen, job.id().toString());
  }

  /** Where the things are that the job is about. */
  static Optional<Screen> screen(Job job) {
    return Optional.ofNullable(TYPES.get(job.parameter("type")));
  }

  /** To the job whose things it is about; empty when they were chosen otherwise. */
  static Optional<Anchor> changedBy(Job job) {
    return Optional.of(job.parameter("job"))
        .filter(other -> !other.isEmpty())
        .map(other -> new Anchor(DetailPage.path(Screen.JOBS, other), text("jobs.changed-by")));
  }

  /** The filters that the things were selected by; empty when they were named. */
  static String filters(Job job, Formats formats) {
    return job.parameters().texts().entrySet().stream()
        .filter(parameter -> parameter.getKey().startsWith(FILTER))
        .map(
            parameter -> {
              String name = parameter.getKey().substring(FILTER.length());
              return Words.ifKnown("filter." + name, name)
                  + ": "
                  + value(job, name, parameter.getValue(), formats);
            })
        .collect(Collectors.joining(", "));
  }

  private static String value(Job job, String filter, String value, Formats formats) {
    if (value.equals("true") || value.equals("false")) {
      return text("filter.is." + value);
    }
    return switch (filter) {
      case "country" -> Words.country(value);
      case "locale" -> WireName.find(Language.class, value).map(Languages::ownName).orElse(value);
      case "attention" -> Words.ifKnown("key-attention." + value, value);
      case "status" ->
          Words.ifKnown(
              (job.parameter("type").equals("api-key") ? "key-status." : "status.") + value, value);
      default -> Words.ifKnown(filter + "." + value, formats.dateTimeIfOne(value));
    };
  }

  static String state(Job job) {
    return Words.of("job-state", job.state());
  }

  static Tone tone(Job job) {
    return switch (job.state()) {
      case QUEUED -> Tone.NEUTRAL;
      case RUNNING -> Tone.CALM;
      case DONE -> job.refused() == 0 ? Tone.GOOD : Tone.ATTENTION;
      case FAILED -> Tone.BAD;
      case STOPPED -> Tone.ATTENTION;
    };
  }

  static String progress(Job job, Formats formats) {
    return text("progress.of", formats.number(job.processed()), formats.number(job.total()));
  }

  /** From 0 to 1. */
  static double share(Job job) {
    return job.total() == 0
        ? (job.state().hasEnded() ? 1 : 0)
        : job.processed() / (double) job.total();
  }
}
