package com.bpmcentr.console.shell.detail;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.shell.detail.Merge.Difference;
import com.bpmcentr.console.shell.detail.Merge.Side;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MergeTest {

  private static final Map<String, String> BASE = fields("Ivan", "Shop", "UA");

  @Test
  void of_fieldsThatOneSideChanged_suggestsThatSide() {
    assertThat(Merge.of(BASE, fields("Olena", "Shop", "UA"), fields("Ivan", "Store", "UA")))
        .containsExactly(
            new Difference("name", Side.MINE, false),
            new Difference("company", Side.THEIRS, false));
  }

  @Test
  void of_aFieldThatBothChanged_suggestsMineAndSaysSo() {
    assertThat(Merge.of(BASE, fields("Olena", "Shop", "UA"), fields("Oksana", "Shop", "UA")))
        .containsExactly(new Difference("name", Side.MINE, true));
  }

  @Test
  void of_theSameChangeOnBothSides_isNoDifference() {
    Map<String, String> same = fields("Ivan", "Shop", "PL");

    assertThat(Merge.of(BASE, same, same)).isEmpty();
  }

  @Test
  void of_aFieldThatOneSideEmptied_isADifference() {
    Map<String, String> emptied = new LinkedHashMap<>(BASE);
    emptied.put("company", null);

    assertThat(Merge.of(BASE, BASE, emptied))
        .containsExactly(new Difference("company", Side.THEIRS, false));
  }

  private static Map<String, String> fields(String name, String company, String country) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("name", name);
    fields.put("company", company);
    fields.put("country", country);
    return fields;
  }
}
