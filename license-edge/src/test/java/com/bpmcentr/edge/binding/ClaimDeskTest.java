package com.bpmcentr.edge.binding;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.license.ClaimAnswer;
import com.bpmcentr.license.DecisionCode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClaimDeskTest {

  private final List<String> asked = new ArrayList<>();
  private final List<Promise<ClaimAnswer>> answers = new ArrayList<>();
  private final ClaimBook book = new ClaimBook(() -> 0);
  private final ClaimDesk desk = new ClaimDesk(this::ask, book);

  private Future<ClaimAnswer> ask(String subscriptionId, String account) {
    asked.add(subscriptionId + "/" + account);
    Promise<ClaimAnswer> answer = Promise.promise();
    answers.add(answer);
    return answer.future();
  }

  @Test
  void claim_sameSubscriptionMeanwhile_oneQuestion() {
    Future<ClaimAnswer> first = desk.claim("s1", "1");
    Future<ClaimAnswer> same = desk.claim("s1", "1");
    Future<ClaimAnswer> other = desk.claim("s1", "2");

    answers.getFirst().complete(new ClaimAnswer.Bound(true));

    assertThat(asked).containsExactly("s1/1");
    assertThat(first.result()).isEqualTo(new ClaimAnswer.Bound(true));
    assertThat(same.result()).isEqualTo(new ClaimAnswer.Bound(false));
    assertThat(other.result()).isEqualTo(new ClaimAnswer.BoundElsewhere("1"));
    assertThat(book.claimedAccount("s1")).isEqualTo("1");
  }

  @Test
  void claim_otherSubscription_doesNotWait() {
    desk.claim("s1", "1");
    desk.claim("s2", "1");

    assertThat(asked).containsExactly("s1/1", "s2/1");
  }

  @Test
  void claim_afterTheAnswer_asksAgain() {
    desk.claim("s1", "1");
    answers.getFirst().complete(new ClaimAnswer.Unreachable());

    desk.claim("s1", "1");

    assertThat(asked).containsExactly("s1/1", "s1/1");
  }

  @Test
  void claim_boundElsewhereToTheWaiter_boundForIt() {
    desk.claim("s1", "1");
    Future<ClaimAnswer> waiter = desk.claim("s1", "2");

    answers.getFirst().complete(new ClaimAnswer.BoundElsewhere("2"));

    assertThat(waiter.result()).isEqualTo(new ClaimAnswer.Bound(false));
  }

  @Test
  void claim_trialUsedByTheOther_waiterAsksForItself() {
    desk.claim("s1", "1");
    Future<ClaimAnswer> waiter = desk.claim("s1", "2");

    answers.getFirst().complete(new ClaimAnswer.TrialUsed());
    assertThat(asked).containsExactly("s1/1", "s1/2");
    answers.get(1).complete(new ClaimAnswer.Bound(true));

    assertThat(waiter.result()).isEqualTo(new ClaimAnswer.Bound(true));
  }

  @Test
  void claim_unreachableOrGone_allLearnIt() {
    desk.claim("s1", "1");
    Future<ClaimAnswer> waiter = desk.claim("s1", "2");
    desk.claim("s2", "1");
    Future<ClaimAnswer> other = desk.claim("s2", "2");

    answers.get(0).complete(new ClaimAnswer.Unreachable());
    answers.get(1).complete(new ClaimAnswer.Gone(DecisionCode.SUSPENDED));

    assertThat(waiter.result()).isEqualTo(new ClaimAnswer.Unreachable());
    assertThat(other.result()).isEqualTo(new ClaimAnswer.Gone(DecisionCode.SUSPENDED));
    assertThat(asked).hasSize(2);
  }

  @Test
  void claim_askingFails_isUnreachable() {
    Future<ClaimAnswer> claim = desk.claim("s1", "1");

    answers.getFirst().fail("broken");

    assertThat(claim.result()).isEqualTo(new ClaimAnswer.Unreachable());
  }
}
