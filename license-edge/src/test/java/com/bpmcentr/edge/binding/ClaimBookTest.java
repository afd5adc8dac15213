package com.bpmcentr.edge.binding;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.edge.Documents;
import com.bpmcentr.edge.FakeTime;
import com.bpmcentr.license.ClaimAnswer;
import com.bpmcentr.license.DecisionCode;
import com.bpmcentr.license.License;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClaimBookTest {

  private final FakeTime time = new FakeTime(Instant.EPOCH);
  private final ClaimBook book = new ClaimBook(time);

  private static License licenseWith(String subscriptionId) {
    return Documents.license(
        "c1", 2, List.of(), List.of(Documents.grant(subscriptionId, "rozetka", "1")));
  }

  @Test
  void claimedAccount_wonHereOrElsewhere_known() {
    book.answered("s1", "1", new ClaimAnswer.Bound(true));
    book.unsignedClaims(Map.of("s2", "2"));

    assertThat(book.claimedAccount("s1")).isEqualTo("1");
    assertThat(book.claimedAccount("s2")).isEqualTo("2");
    assertThat(book.claimedAccount("s3")).isNull();
  }

  @Test
  void claimedAccount_wonHereAndNotYetPolled_stays() {
    book.answered("s1", "1", new ClaimAnswer.Bound(true));

    book.unsignedClaims(Map.of());

    assertThat(book.claimedAccount("s1")).isEqualTo("1");
  }

  @Test
  void refusal_trialUsed_thatAccountOnly() {
    book.answered("s1", "1", new ClaimAnswer.TrialUsed());

    assertThat(book.refusal("s1", "1")).isEqualTo(new ClaimAnswer.TrialUsed());
    assertThat(book.refusal("s1", "2")).isNull();
  }

  @Test
  void refusal_gone_everyAccount() {
    book.answered("s1", "1", new ClaimAnswer.Gone(DecisionCode.REVOKED));

    assertThat(book.refusal("s1", "2")).isEqualTo(new ClaimAnswer.Gone(DecisionCode.REVOKED));
  }

  @Test
  void refusal_boundElsewhere_everyAccountButTheOneThatHasIt() {
    book.answered("s1", "1", new ClaimAnswer.BoundElsewhere("9"));

    assertThat(book.refusal("s1", "2")).isEqualTo(new ClaimAnswer.BoundElsewhere("9"));
    assertThat(book.refusal("s1", "9")).isNull();
  }

  @Test
  void refusal_unreachable_isNotKept() {
    book.answered("s1", "1", new ClaimAnswer.Unreachable());

    assertThat(book.refusal("s1", "1")).isNull();
  }

  @Test
  void refusal_afterAMinute_forgottenHoweverManyCameMeanwhile() {
    book.answered("s1", "1", new ClaimAnswer.TrialUsed());
    time.pass(Duration.ofSeconds(59));
    assertThat(book.refusal("s1", "1")).isNotNull();
    book.answered("s1", "2", new ClaimAnswer.TrialUsed());

    time.pass(Duration.ofSeconds(2));

    assertThat(book.refusal("s1", "1")).isNull();
  }

  @Test
  void licenseApplied_newerLicense_replacesAllThatWasKnown() {
    book.answered("s1", "1", new ClaimAnswer.Bound(true));
    book.answered("s2", "1", new ClaimAnswer.TrialUsed());

    book.licenseApplied(licenseWith("s1"));
    book.licenseApplied(licenseWith("s2"));

    assertThat(book.claimedAccount("s1")).isNull();
    assertThat(book.refusal("s2", "1")).isNull();
  }
}
