package com.bpmcentr.edge.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bpmcentr.license.DecisionCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsageFilesTest {

  private static UsageBatch batch() {
    UsageBatch batch = new UsageBatch("e1", UUID.randomUUID(), 7);
    UsageKey whole =
        new UsageKey(
            494_000,
            UUID.randomUUID(),
            UUID.randomUUID(),
            true,
            "rozetka",
            "1",
            DecisionCode.VALID,
            "createOrder");
    batch.add(whole, 3, 7L);
    batch.add(whole.withoutDetail(), 4, 7L);
    return batch;
  }

  @Test
  void read_whatWasWritten_isTheSame() throws Exception {
    UsageBatch batch = batch();

    UsageBatch read = UsageFiles.fromBytes(UsageFiles.toBytes(batch));

    assertThat(read.edgeId()).isEqualTo("e1");
    assertThat(read.bootId()).isEqualTo(batch.bootId());
    assertThat(read.number()).isEqualTo(7);
    assertThat(read.calls()).isEqualTo(batch.calls());
    assertThat(read.state()).isEqualTo(UsageBatch.State.OPEN);
  }

  @Test
  void read_anyBitFlipped_isRefused() throws Exception {
    byte[] bytes = UsageFiles.toBytes(batch());

    for (int bit = 0; bit < 8 * bytes.length; bit++) {
      byte[] damaged = bytes.clone();
      damaged[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThatThrownBy(() -> UsageFiles.fromBytes(damaged))
          .isInstanceOf(DamagedUsageException.class);
    }
  }

  @Test
  void read_cutAnywhere_isRefused() throws Exception {
    byte[] bytes = UsageFiles.toBytes(batch());

    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> UsageFiles.fromBytes(cut)).isInstanceOf(DamagedUsageException.class);
    }
  }

  @Test
  void halves_ofABatchReadAgain_areTheSame() throws Exception {
    UsageBatch batch = batch();
    batch.become(UsageBatch.State.DIVIDING);

    UsageBatch read = UsageFiles.fromBytes(UsageFiles.toBytes(batch));

    assertThat(read.state()).isEqualTo(UsageBatch.State.DIVIDING);
    for (int half = 0; half < 2; half++) {
      assertThat(UsageFiles.toBytes(read.halves().get(half)))
          .isEqualTo(UsageFiles.toBytes(batch.halves().get(half)));
    }
  }

  @Test
  void read_whatNoEdgeWrites_isRefused() throws Exception {
    UsageKey key = new UsageKey(494_000, null, null, false, null, null, DecisionCode.VALID, null);
    UsageBatch nothing = new UsageBatch("e1", UUID.randomUUID(), 1);
    nothing.add(key, 0, null);
    UsageBatch noNumber = new UsageBatch("e1", UUID.randomUUID(), 0);
    noNumber.add(key, 1, null);
    UsageBatch tooMany = new UsageBatch("e1", UUID.randomUUID(), 1);
    for (int hour = 0; hour <= UsageBatch.ROWS; hour++) {
      tooMany.add(
          new UsageKey(hour, null, null, false, null, null, DecisionCode.VALID, null), 1, null);
    }

    for (UsageBatch batch : List.of(nothing, noNumber, tooMany)) {
      byte[] bytes = UsageFiles.toBytes(batch);
      assertThatThrownBy(() -> UsageFiles.fromBytes(bytes))
          .isInstanceOf(DamagedUsageException.class);
    }
  }

  @Test
  void setAside_tooMany_isDeletedAndSaidSo(@TempDir Path folder) throws Exception {
    UsageFiles files = new UsageFiles(folder, "e1");
    for (int i = 0; i <= UsageFiles.MOST_SET_ASIDE; i++) {
      UsageBatch batch = batch();
      files.write(batch);
      assertThat(files.setAside(files.file(batch))).isEqualTo(i < UsageFiles.MOST_SET_ASIDE);
    }

    assertThat(files.leftOver()).isEmpty();
    try (Stream<Path> aside = Files.list(folder)) {
      assertThat(aside).hasSize(UsageFiles.MOST_SET_ASIDE);
    }
  }
}
