package com.bpmcentr.console.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HitTest {

  private static final Hit INVOICE =
      new Hit(Hit.Kind.INVOICE, "i", "33", "Olena Tkach · Rozetka", false);
  private static final Hit SUBSCRIPTION =
      new Hit(Hit.Kind.SUBSCRIPTION, "s", "Rozetka", "33 · Olena Tkach", false);

  @ParameterizedTest
  @CsvSource({
    "№ 33, 0, 2",
    "#33, 0, 2",
    "Рахунок № 33, 0, 2",
    "33, 0, 0",
    "3, 1, 1",
    "olena, 0, 2",
    "№ 3, 2, 2"
  })
  void rank_ofANumber_isTheInvoicesWhereItIsSaidToBeOne(String typed, int invoice, int other) {
    assertThat(INVOICE.rank(typed)).isEqualTo(invoice);
    assertThat(SUBSCRIPTION.rank(typed)).isEqualTo(other);
  }
}
