package com.bpmcentr.console.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.license.Interval;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PgColumnsTest {

  private record Row(String name, Object value) {}

  private static final PgColumns<Row> COLUMNS =
      new PgColumns<Row>().column("name", "text", Row::name).column("value", "numeric", Row::value);

  @Test
  void statements_ofTheColumns_nameEachInOneOrder() {
    assertThat(COLUMNS.names()).isEqualTo("name, value");
    assertThat(COLUMNS.names("n")).isEqualTo("n.name, n.value");
    assertThat(COLUMNS.unnestAs("n"))
        .isEqualTo("unnest(:name::text[], :value::numeric[]) as n (name, value)");
    assertThat(COLUMNS.setFrom("n")).isEqualTo("name = n.name, value = n.value");
  }

  @Test
  void parameters_ofRows_areAnArrayAColumn() {
    List<Row> rows =
        List.of(
            new Row("number", 7),
            new Row("constant", Interval.YEAR),
            new Row("nothing", null),
            new Row("empty", Optional.empty()),
            new Row("present", Optional.of(Interval.MONTH)));

    Map<String, Object> parameters = COLUMNS.parameters(rows);

    assertThat((String[]) parameters.get("value"))
        .containsExactly("7", "year", null, null, "month");
    assertThat((String[]) parameters.get("name")).hasSize(rows.size());
  }

  @Test
  void parameters_ofBytes_stayBytes() {
    byte[] bytes = {0, 1};

    Object array =
        new PgColumns<byte[]>()
            .column("hash", "bytea", row -> row)
            .parameters(List.of(bytes))
            .get("hash");

    assertThat((byte[][]) array).isDeepEqualTo(new byte[][] {bytes});
  }

  @Test
  void and_columnsOfAnother_followOnesOwnAndLeaveThemAsTheyAre() {
    PgColumns<Row> both = COLUMNS.and(new PgColumns<Row>().column("id", "uuid", Row::name));

    assertThat(both.names()).isEqualTo("name, value, id");
    assertThat(COLUMNS.names()).isEqualTo("name, value");
  }
}
