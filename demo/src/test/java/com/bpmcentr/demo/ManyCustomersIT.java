package com.bpmcentr.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.demo.EdgeClient.Question;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedDemo.class)
class ManyCustomersIT {
  private final RunningDemo demo;
  private final EdgeClient edge = new EdgeClient();

  ManyCustomersIT(RunningDemo demo) {
    this.demo = demo;
  }

  @Test
  void keysFile_afterAStartThatWasKilled_hasEachCustomerOnceAndAllAreValid() throws Exception {
    Path file = demo.folder().resolve("keys.csv");
    List<String> rows = Files.readAllLines(file);

    assertThat(rows)
        .hasSizeGreaterThan(RunningDemo.CUSTOMERS)
        .doesNotHaveDuplicates()
        .first()
        .isEqualTo("key,connector,account");
    for (int i = 1; i < rows.size(); i++) {
      assertThat(codeOf(rows.get(i), 1 + i % RunningDemo.EDGES)).isEqualTo("VALID");
    }
    assertThat(
            new Staff(demo.adminApi())
                .get("/customers?limit=1&filter%5Bq%5D=%40customers.test")
                .path("meta")
                .path("totalItems")
                .asInt())
        .isEqualTo(rows.size() - 1);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  private String codeOf(String row, int edgeNumber) throws Exception {
    String[] cells = row.split(",", -1);
    Question question = new Question(cells[0], cells[1], cells[2]);
    return edge.ask(CheckForm.GET_VERIFY, demo.edgeUrl(edgeNumber), question).code();
  }
}
