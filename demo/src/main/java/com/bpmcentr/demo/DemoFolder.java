package com.bpmcentr.demo;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names of everything the demo writes. Secrets are in files that only their owner can read. */
final class DemoFolder {
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private static final FileAttribute<Set<PosixFilePermission>> FOLDER_OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final Path root;

  private @Nullable FileChannel heldLock;

  private DemoFolder(Path root) {
    this.root = root;
  }

  static DemoFolder open(Path root) throws IOException, DemoRefusal {
    try {
      Files.createDirectories(root, FOLDER_OWNER_ONLY);
    } catch (FileAlreadyExistsException e) {
      throw new DemoRefusal(root + " is not a folder", e);
    }
    return new DemoFolder(root);
  }

  /** Keeps other demos out until {@link #unlock}, or until this process ends in whatever way. */
  void lock() throws IOException, DemoRefusal {
    FileChannel channel =
        FileChannel.open(
            root.resolve("demo.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        heldLock = channel;
        return;
      }
    } catch (OverlappingFileLockException e) {
      // Held in this very process: the same refusal.
    }
    channel.close();
    throw new DemoRefusal("another demo is running on " + root);
  }

  void unlock() throws IOException {
    if (heldLock != null) {
      heldLock.close();
    }
  }

  Path root() {
    return root;
  }

  Path databaseFolder() {
    return root.resolve("postgres");
  }

  Path databaseProgramsFolder() {
    return root.resolve("postgres-programs");
  }

  Path signingFolder() {
    return root.resolve("signing");
  }

  Path consoleStateFolder() {
    return root.resolve("console-state");
  }

  Path snapshotFolder(String edgeId) {
    return root.resolve("snapshot").resolve(edgeId);
  }

  Path firstOwnerFile() {
    return root.resolve("first-owner.env");
  }

  Path credentialsFile() {
    return root.resolve("credentials.env");
  }

  Path sampleDataFile() {
    return root.resolve("sample-data.progress");
  }

  /** What follows from it are the generated customers' keys. */
  Path customersFile() {
    return root.resolve("customers.env");
  }

  Path keysFile() {
    return root.resolve("keys.csv");
  }

  /** How far ahead the clock is, once it was moved. */
  Path clockFile() {
    return root.resolve("clock");
  }

  Path processesFile() {
    return root.resolve("processes");
  }

  Path log(String program) {
    return root.resolve(program + ".log");
  }

  static void writeSecret(Path file, String text) throws IOException {
    writeSecret(file, out -> out.append(text));
  }

  /** Writes a file's text. */
  interface Text {
    void writeTo(Appendable out) throws IOException;
  }

  /** Whole or not at all, and readable by its owner only from its first byte on. */
  static void writeSecret(Path file, Text text) throws IOException {
    Path making = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(making);
    Files.createFile(making, OWNER_ONLY);
    try (FileChannel channel = FileChannel.open(making, StandardOpenOption.WRITE)) {
      Writer out = new BufferedWriter(Channels.newWriter(channel, StandardCharsets.UTF_8));
      text.writeTo(out);
      out.flush();
      channel.force(true);
    }
    Files.move(making, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
