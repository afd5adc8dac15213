package com.bpmcentr.console.job.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.job.Job;
import com.bpmcentr.console.job.JobState;
import com.bpmcentr.console.job.Requester;
import com.bpmcentr.console.operation.Facts;
import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.TextUi;
import com.bpmcentr.console.staff.Origin;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JobSummaryTest {

  private static final Instant NOW = Instant.parse("2026-03-10T09:30:00Z");

  /** Vaadin itself holds the present page weakly. */
  @RegisterExtension private final TextUi ui = new TextUi(Locale.ENGLISH);

  /** It said how many, and nobody knew which to restore. */
  @Test
  void show_aRepairThatLeftSome_namesThemWithTheirPages() {
    JobSummary summary = summary(List.of("connector:rozetka", "customer:c-1"));

    assertThat(summary.getElement().getTextRecursively()).contains("Could not be mended: 2");
    assertThat(all(summary).filter(Anchor.class::isInstance).map(Anchor.class::cast))
        .extracting(Anchor::getHref)
        .containsExactly("connectors/rozetka", "customers/c-1");
    assertThat(summary(List.of()).getElement().getTextRecursively()).doesNotContain("mended");
  }

  @Test
  void show_selectedByFilters_saysThemAsTheirChipsDo() {
    Facts parameters =
        Facts.NONE
            .with("type", "api-key")
            .with("filter.country", "UA")
            .with("filter.locale", "uk")
            .with("filter.status", "retiring")
            .with("filter.attention", "unused")
            .with("filter.environment", "prod");

    assertThat(summary(List.of(), parameters).getElement().getTextRecursively())
        .contains("Ukraine", "Українська", "Retiring", "Unused for 90 days", "Production");
  }

  private static JobSummary summary(List<String> unmended) {
    return summary(unmended, Facts.NONE);
  }

  private static JobSummary summary(List<String> unmended, Facts parameters) {
    var summary = new JobSummary(new Formats(Locale.ENGLISH, ZoneOffset.UTC));
    summary.show(
        new Job(
            UUID.randomUUID(),
            "repair",
            JobState.DONE,
            new Requester(UUID.randomUUID(), "Owner", Origin.SCREEN, null, null),
            "deleted",
            parameters,
            150,
            150,
            150 - unmended.size(),
            unmended.size(),
            NOW,
            NOW,
            NOW,
            null,
            null,
            unmended),
        NOW);
    return summary;
  }

  private static Stream<Component> all(Component within) {
    return Stream.concat(Stream.of(within), within.getChildren().flatMap(JobSummaryTest::all));
  }
}
