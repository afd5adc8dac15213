package com.bpmcentr.console.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.staff.Permission;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordedRefusalTest {

  static Stream<Refusal> refusals() {
    return Stream.of(
        new Refusal.NotFound("", ""),
        new Refusal.Forbidden(Permission.REVOKE),
        new Refusal.VersionConflict(3, 4),
        new Refusal.StateForbids("past_due", "change_account"),
        new Refusal.Invalid("subscriptions.0.connectorId", "invalid.connector-draft"),
        new Refusal.LimitReached("trial-account", 3),
        new Refusal.SelectionChanged(5012),
        new Refusal.AlreadyExists("email"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void read_whatWasRecorded_isTheRefusal(Refusal refusal) {
    assertThat(RecordedRefusal.read(RecordedRefusal.text(refusal))).contains(refusal);
  }

  @Test
  void read_aMessageWithPlaceholders_lacksWhatTheyStandFor() {
    var refusal = new Refusal.Invalid("name", "invalid.too-long", List.of(200));
    assertThat(RecordedRefusal.read(RecordedRefusal.text(refusal)))
        .contains(new Refusal.Invalid("name", "invalid.too-long"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "forbidden: NO_SUCH", "limit trials: 99999999999", "while", "Locked"})
  void read_anotherText_isNone(String text) {
    assertThat(RecordedRefusal.read(text)).isEmpty();
  }
}
