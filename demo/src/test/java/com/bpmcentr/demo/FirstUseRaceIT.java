package com.bpmcentr.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.demo.EdgeClient.Answer;
import com.bpmcentr.demo.EdgeClient.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedDemo.class)
class FirstUseRaceIT {
  private static final int CHECKS = 200;

  private final RunningDemo demo;
  private final EdgeClient edge = new EdgeClient();

  FirstUseRaceIT(RunningDemo demo) {
    this.demo = demo;
  }

  @Test
  void firstChecks_of200AccountsOverBothEdges_exactlyOneBinds() throws Exception {
    Staff staff = new Staff(demo.adminApi());
    String customer = staff.newCustomer();
    Staff.Key key = staff.newKey(customer);
    String subscription = staff.subscribe(customer, "rozetka", Map.of());
    awaitKnown(key.text());

    List<CompletableFuture<Answer>> asked = new ArrayList<>();
    for (int number = 0; number < CHECKS; number++) {
      String edgeUrl = demo.edgeUrls().get(number % RunningDemo.EDGES);
      Question question = new Question(key.text(), "rozetka", "account-" + number);
      asked.add(edge.askAsync(CheckForm.GET_VERIFY, edgeUrl, question));
    }
    List<Answer> answers = new ArrayList<>();
    for (CompletableFuture<Answer> answer : asked) {
      answers.add(answer.get(30, TimeUnit.SECONDS));
    }

    List<Answer> winners =
        answers.stream().filter(answer -> answer.code().equals("VALID")).toList();
    assertThat(winners).hasSize(1);
    assertThat(winners.getFirst().body().path("newBinding").asBoolean()).isTrue();
    assertThat(answers.stream().filter(answer -> answer.code().equals("ACCOUNT_MISMATCH")))
        .hasSize(CHECKS - 1);
    assertThat(staff.get("/subscriptions/" + subscription).path("makeAccountId"))
        .isEqualTo(winners.getFirst().body().path("account"));
  }

  /** Both edges know the key and the subscription; asking about another connector binds nothing. */
  private void awaitKnown(String key) throws Exception {
    for (String edgeUrl : demo.edgeUrls()) {
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
      String code;
      do {
        code = edge.ask(CheckForm.GET_VERIFY, edgeUrl, new Question(key, "creatio", "1")).code();
      } while (!code.equals("NO_SUBSCRIPTION") && System.nanoTime() < deadline);
      assertThat(code).isEqualTo("NO_SUBSCRIPTION");
    }
  }
}
