package com.bpmcentr.edge.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * What an edge keeps on disk, readable by its own user alone: keys' digests and customers' accounts
 * are in it. What is there already keeps its permissions.
 */
public final class PrivateFiles {

  private PrivateFiles() {}

  /** Opens a file; one that this makes is its owner's alone. */
  public static FileChannel open(Path file, OpenOption... options) throws IOException {
    return FileChannel.open(file, Set.of(options), permissions(file, "rw-------"));
  }

  /** Makes the folder if need be, with those that it is in; for good when this returns. */
  public static void makeFolder(Path folder) throws IOException {
    Path parent = folder.toAbsolutePath().getParent();
    if (parent == null || Files.isDirectory(folder)) {
      return;
    }
    makeFolder(parent);
    Files.createDirectories(folder, permissions(folder, "rwx------"));
    forceNames(parent);
  }

  /** Makes names that were given and taken in a folder safe from a crash of the machine. */
  static void forceNames(Path folder) throws IOException {
    try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
      directory.force(true);
    }
  }

  private static FileAttribute<?>[] permissions(Path path, String permissions) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
