package com.bpmcentr.console.customer.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class CustomerFormTest {

  @Test
  void countries_inUkrainian_areInItsAlphabetAfterTheHomeCountry() {
    List<String> codes = CustomerForm.countries(Locale.of("uk"));

    assertThat(codes).startsWith("UA", "AU", "AT").doesNotHaveDuplicates();
    // Єгипет after Еритрея, and Ізраїль after Замбія: by code points they would come first
    assertThat(codes).containsSubsequence("AU", "ER", "EG", "ZM", "IL");
  }

  @Test
  void countries_inEnglish_haveAccentsWhereTheLetterStands() {
    assertThat(CustomerForm.countries(Locale.ENGLISH)).startsWith("UA", "AF", "AX", "AL");
  }
}
