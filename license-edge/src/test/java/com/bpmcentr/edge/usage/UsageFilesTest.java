package com.bpmcentr.edge.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bpmcentr.license.DecisionCode;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;

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
    batch.add(whole, 3);
    batch.add(whole.withoutDetail(), 4);
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
    assertThat(read.hasRoom()).isFalse();
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
}
