package com.bpmcentr.console.shell.list;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.AbstractField.ComponentValueChangeEvent;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.combobox.ComboBox;
import java.util.ArrayList;
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

  @Test
  void pick_offeredValueOrNot_isAsInAChoice() {
    ListFilter country =
        ListFilter.pick(
            "country", "Country", List.of("UA", "PL"), value -> value.toLowerCase(Locale.ROOT));
    var field = (ComboBox<?>) country.field().orElseThrow();

    country.show("PL");
    assertThat(field.getValue()).isEqualTo("PL");
    assertThat(country.chip("PL")).isEqualTo("Country!: pl");

    country.show("ZZ");
    assertThat(field.getValue()).isNull();
    assertThat(country.chip("ZZ")).isEqualTo("Country!: ZZ");
  }

  @Test
  @SuppressWarnings("unchecked")
  void pick_byTheViewer_isToldAndSoIsItsEnd() {
    ListFilter country = ListFilter.pick("country", "Country", List.of("UA", "PL"), value -> value);
    List<String> told = new ArrayList<>();
    country.onChange(value -> told.add(String.valueOf(value)));
    var field = (ComboBox<String>) country.field().orElseThrow();

    country.show("UA");
    assertThat(told).isEmpty();

    field.setValue("PL");
    fromTheBrowser(field);
    field.clear();
    fromTheBrowser(field);
    assertThat(told).containsExactly("PL", "null");
  }

  private static void fromTheBrowser(ComboBox<String> field) {
    ComponentUtil.fireEvent(
        field, new ComponentValueChangeEvent<ComboBox<String>, String>(field, field, null, true));
  }

  private Object shown() {
    return ((HasValue<?, ?>) status.field().orElseThrow()).getValue();
  }
}
