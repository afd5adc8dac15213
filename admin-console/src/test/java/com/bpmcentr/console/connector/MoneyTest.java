package com.bpmcentr.console.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {

  @Test
  void parse_whatWasPrinted_isTheSame() {
    Money money = new Money(new BigDecimal("184"), "USD");

    assertThat(Money.parse(money.toString())).isEqualTo(money);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "184.00", "184.00 usd", "184,00 USD", " USD", "184.00 USD "})
  void parse_anythingElse_isRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Money.parse(text));
  }
}
