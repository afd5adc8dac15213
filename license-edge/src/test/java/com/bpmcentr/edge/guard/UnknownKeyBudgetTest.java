package com.bpmcentr.edge.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UnknownKeyBudgetTest {

  private final UnknownKeyBudget budget =
      new UnknownKeyBudget(
          new GuardConfig(
              Optional.of(new Rate(1, 1)),
              Optional.of(new Rate(1_000_000, 10_000_000)),
              10,
              10,
              Optional.empty(),
              TrustedProxies.none()),
          new Refusals(new SimpleMeterRegistry()),
          () -> 0L);

  @Test
  void charge_addressThatIsAtItAmongManyOthers_isNotForgotten() {
    ClientAddress busy = new ClientAddress(-1);
    int admitted = 0;
    for (int i = 0; i < 200_000; i++) {
      budget.charge(new ClientAddress(i));
      admitted += budget.charge(busy) == 0 ? 1 : 0;
    }

    assertThat(admitted).isLessThan(10);
  }
}
