package com.bpmcentr.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.demo.EdgeClient.Question;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedDemo.class)
class ManyCustomersIT {
  private static final int MORE = 2_000;

  private final RunningDemo demo;
  private final EdgeClient edge = new EdgeClient();

  ManyCustomersIT(RunningDemo demo) {
    this.demo = demo;
  }

  @Test
  void start_withMoreAndKilledMeanwhile_addsTheRestOnceAndAllAreValid() throws Exception {
    List<String> before = Files.readAllLines(demo.folder().resolve("keys.csv"));
    assertThat(before).hasSizeGreaterThan(RunningDemo.CUSTOMERS);
    demo.process().destroyForcibly();
    demo.awaitEnd();
    demo.askFor(MORE);
    demo.launch();
    demo.awaitLine("  customers    starting");
    demo.process().destroyForcibly();
    demo.awaitEnd();

    demo.start();

    List<String> rows = Files.readAllLines(demo.folder().resolve("keys.csv"));
    assertThat(rows)
        .hasSize(1 + MORE)
        .startsWith(before.toArray(String[]::new))
        .doesNotHaveDuplicates();
    for (String row : rows.subList(1, rows.size())) {
      assertThat(codeOf(row, RunningDemo.EDGES)).isEqualTo("VALID");
    }
    assertThat(
            new Staff(demo.adminApi())
                .get("/customers?limit=1&filter%5Bq%5D=%40customers.test")
                .path("meta")
                .path("totalItems")
                .asInt())
        .isEqualTo(MORE);
  }

  @Test
  void keysFile_afterStart_isTheOwnersAloneAndEachRowIsValid() throws Exception {
    List<String> rows = Files.readAllLines(demo.folder().resolve("keys.csv"));

    assertThat(rows).first().isEqualTo("key,connector,account");
    for (String row : rows.subList(1, RunningDemo.CUSTOMERS + 1)) {
      assertThat(codeOf(row, 1)).isEqualTo("VALID");
    }
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(demo.folder().resolve("keys.csv"))))
        .isEqualTo("rw-------");
  }

  private String codeOf(String row, int edgeNumber) throws Exception {
    String[] cells = row.split(",", -1);
    Question question = new Question(cells[0], cells[1], cells[2]);
    return edge.ask(CheckForm.GET_VERIFY, demo.edgeUrl(edgeNumber), question).code();
  }
}
