package com.bpmcentr.edge.replica;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.license.CurrentDocument;
import com.bpmcentr.license.PayloadType;
import com.bpmcentr.license.SignedDocument;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class BucketRepairTest {

  /** Whoever writes the table can have as many of them as he likes in one bucket. */
  @Test
  void heapBytes_rowsWithoutAPayload_areCountedByTheirOtherColumns() {
    SignedDocument document =
        new SignedDocument(
            PayloadType.LICENSE.mediaType(), new byte[0], "k".repeat(200), new byte[200]);
    CurrentDocument row = new CurrentDocument("s".repeat(200), false, 1, document);

    assertThat(BucketRepair.heapBytes(Collections.nCopies(1_000, row)))
        .isGreaterThan(1_000L * 1_000);
  }
}
