package com.bpmcentr.console.publishing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files that are there whole or not at all, whenever the power goes. */
public final class DurableFile {

  private static final String OWNER_ONLY = "rw-------";
  private static final String READABLE = "rw-r--r--";

  private DurableFile() {}

  /** Writes or replaces a file that everybody may read. */
  public static void write(Path file, byte[] bytes) throws IOException {
    write(file, bytes, READABLE);
  }

  /** Writes or replaces a file that only its owner may read. */
  static void writeSecret(Path file, byte[] bytes) throws IOException {
    write(file, bytes, OWNER_ONLY);
  }

  private static void write(Path file, byte[] bytes, String permissions) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException(file + " has no folder");
    }
    FileAttribute<?> mode =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    Path temporary = Files.createTempFile(folder, "." + file.getFileName(), ".new", mode);
    try {
      try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
          channel.write(rest);
        }
        channel.force(true);
      }
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
    // Otherwise the name itself may be lost with the power.
    try (FileChannel entries = FileChannel.open(folder, Set.of(StandardOpenOption.READ))) {
      entries.force(true);
    }
  }
}
