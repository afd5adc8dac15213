package com.bpmcentr.console.shell.list;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.UI;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ListFilterTest {

  private ListFilter status;

  @BeforeEach
  void label() {
    UI.setCurrent(
        new UI() {
          @Override
          public String getTranslation(String key, Object... arguments) {
            return key + "!";
          }
        });
    status =
        ListFilter.choice(
            "status",
            "Status",
            List.of("active", "trial"),
            value -> value.toUpperCase(Locale.ROOT));
  }

  @AfterEach
  void leave() {
    UI.setCurrent(null);
  }

  @Test
  void show_offeredValue_isInTheField() {
    status.show("active");

    assertThat(shown()).isEqualTo("active");
    assertThat(status.chip("active")).isEqualTo("Status!: ACTIVE");
  }

  @Test
  void show_valueThatIsNotOffered_leavesTheFieldEmptyAndTheChipSaysIt() {
    status.show("active");

    status.show("zzz");

    assertThat(shown()).isNull();
    assertThat(status.chip("zzz")).isEqualTo("Status!: zzz");
  }

  private Object shown() {
    return ((HasValue<?, ?>) status.field().orElseThrow()).getValue();
  }
}
