package com.bpmcentr.edge.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder and its files: {@code snapshot-<g>} holds all that was held when {@code journal-<g>}
 * was begun, the journals from g on what was applied since, {@code mark} the newest checkpoint. One
 * process at a time.
 */
public final class JournalFolder implements Closeable {

  private static final Pattern NAME = Pattern.compile("(snapshot|journal)-([0-9]{1,18})");
  private static final String UNFINISHED = ".tmp";
  private static final String SET_ASIDE = ".damaged";
  private static final int MOST_SET_ASIDE = 4;

  private final Path folder;
  private final FileChannel lockFile;

  @SuppressWarnings("unused") // held until the folder is closed
  private final FileLock lock;

  /** What a file is for; its place in the name. */
  enum Kind {
    SNAPSHOT("snapshot"),
    JOURNAL("journal");

    private final String word;

    Kind(String word) {
      this.word = word;
    }
  }

  private JournalFolder(Path folder, FileChannel lockFile, FileLock lock) {
    this.folder = folder;
    this.lockFile = lockFile;
    this.lock = lock;
  }

  /**
   * Opens the folder, and makes it if need be, readable by this user alone: keys' digests and
   * customers' subscriptions are in it.
   *
   * @throws IOException when it cannot be made or written, or another process has it open
   */
  public static JournalFolder open(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.createDirectories(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      } else {
        Files.createDirectories(folder);
      }
    }
    FileChannel lockFile =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = tryLock(lockFile);
    if (lock == null) {
      lockFile.close();
      throw new IOException("another process has it open");
    }
    JournalFolder opened = new JournalFolder(folder, lockFile, lock);
    opened.deleteAll(name -> name.endsWith(UNFINISHED));
    return opened;
  }

  private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  Path mark() {
    return folder.resolve("mark");
  }

  Path file(Kind kind, long generation) {
    return folder.resolve("%s-%012d".formatted(kind.word, generation));
  }

  /** Where a snapshot is written until it is whole; nothing is there yet. */
  Path unfinishedSnapshot(long generation) throws IOException {
    Path file = unfinished(generation);
    Files.deleteIfExists(file);
    return file;
  }

  /** Gives a whole snapshot its name, for good. */
  void finishSnapshot(long generation) throws IOException {
    Files.move(
        unfinished(generation), file(Kind.SNAPSHOT, generation), StandardCopyOption.ATOMIC_MOVE);
    force();
  }

  private Path unfinished(long generation) {
    Path file = file(Kind.SNAPSHOT, generation);
    return file.resolveSibling(file.getFileName() + UNFINISHED);
  }

  /** The generations of a kind that there are, lowest first. */
  List<Long> generations(Kind kind) throws IOException {
    List<Long> generations = new ArrayList<>();
    for (String name : names()) {
      Matcher matcher = NAME.matcher(name);
      if (matcher.matches() && matcher.group(1).equals(kind.word)) {
        generations.add(Long.parseLong(matcher.group(2)));
      }
    }
    generations.sort(Comparator.naturalOrder());
    return generations;
  }

  /** A generation that no file has and that is above all; also above those set aside. */
  long nextGeneration() throws IOException {
    long highest = 0;
    for (String name : names()) {
      Matcher matcher = NAME.matcher(name.replace(SET_ASIDE, ""));
      if (matcher.matches()) {
        highest = Math.max(highest, Long.parseLong(matcher.group(2)));
      }
    }
    return highest + 1;
  }

  /** Keeps a file that is no use any more for whoever looks into it; of many the newest. */
  void setAside(Path file) throws IOException {
    Files.move(
        file,
        file.resolveSibling(file.getFileName() + SET_ASIDE),
        StandardCopyOption.REPLACE_EXISTING);
    List<String> aside = names().stream().filter(name -> name.endsWith(SET_ASIDE)).toList();
    for (String name : aside.subList(0, Math.max(0, aside.size() - MOST_SET_ASIDE))) {
      Files.deleteIfExists(folder.resolve(name));
    }
    force();
  }

  /** Deletes what neither of the two newest snapshots needs. */
  void deleteOld() throws IOException {
    List<Long> snapshots = generations(Kind.SNAPSHOT);
    if (snapshots.size() < 2) {
      return;
    }
    long oldest = snapshots.get(snapshots.size() - 2);
    for (Kind kind : Kind.values()) {
      for (long generation : generations(kind)) {
        if (generation < oldest) {
          Files.deleteIfExists(file(kind, generation));
        }
      }
    }
  }

  /** Makes names that were given and taken safe from a crash of the machine. */
  void force() throws IOException {
    try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
      directory.force(true);
    }
  }

  private void deleteAll(Predicate<String> which) throws IOException {
    for (String name : names()) {
      if (which.test(name)) {
        Files.deleteIfExists(folder.resolve(name));
      }
    }
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Override
  public void close() throws IOException {
    lockFile.close();
  }
}
