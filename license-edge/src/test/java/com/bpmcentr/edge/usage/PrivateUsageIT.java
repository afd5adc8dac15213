package com.bpmcentr.edge.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Batches name customers' accounts. */
class PrivateUsageIT {

  @TempDir private Path disk;

  @Test
  void write_aBatch_isForThisUserAlone() throws IOException {
    Path folder = disk.resolve("edge");
    UsageFiles files = new UsageFiles(folder, "e1");
    files.leftOver();
    UsageBatch batch = new UsageBatch("e1", UUID.randomUUID(), 1);

    files.write(batch);

    assertThat(Files.getPosixFilePermissions(folder))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    assertThat(Files.getPosixFilePermissions(files.file(batch)))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }
}
