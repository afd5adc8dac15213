package com.bpmcentr.console.imports.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.imports.RefusedLine;
import com.bpmcentr.console.operation.InvalidKey;
import com.bpmcentr.console.operation.Refusal;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ImportWordsTest {

  private static final Locale UKRAINIAN = Locale.of("uk");

  @Test
  void reason_fieldOfAPart_namesThePartAndTheFieldInThatLanguage() {
    assertThat(reason("subscriptions.0.connectorId", Locale.ENGLISH))
        .startsWith("Subscription 1, Connector: ");
    assertThat(reason("keys.2", UKRAINIAN)).startsWith("Ключ 3: ");
  }

  @Test
  void reason_fieldOfTheLine_isNamedAndOneThatIsNoneIsShownAsItIs() {
    assertThat(reason("country", UKRAINIAN)).startsWith("Країна: ");
    assertThat(reason("nmae", UKRAINIAN)).startsWith("nmae: ");
  }

  @Test
  void reason_wholeLine_isTheReasonAlone() {
    assertThat(reason("line", Locale.ENGLISH)).isEqualTo("Is not known");
  }

  private static String reason(String field, Locale locale) {
    return ImportWords.reason(
        new RefusedLine(1, null, null, new Refusal.Invalid(field, InvalidKey.UNKNOWN)), locale);
  }
}
