package com.bpmcentr.edge.journal;

import com.bpmcentr.license.journal.StoredFolder;
import com.bpmcentr.license.journal.StoredFolder.Kind;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The folder as its edge writes it, one process at a time: besides the files of {@link
 * StoredFolder} the {@code mark}, which is the newest checkpoint, what is not finished and what has
 * been set aside.
 */
public final class JournalFolder implements Closeable {

  private static final String UNFINISHED = ".tmp";
  private static final String SET_ASIDE = ".damaged";
  private static final int MOST_SET_ASIDE = 4;

  private final StoredFolder files;
  private final FileChannel lockFile;

  @SuppressWarnings("unused") // held until the folder is closed
  private final FileLock lock;

  private JournalFolder(StoredFolder files, FileChannel lockFile, FileLock lock) {
    this.files = files;
    this.lockFile = lockFile;
    this.lock = lock;
  }

  /**
   * Opens the folder.
   *
   * @throws FolderInUseException when another process has it open
   * @throws IOException when it cannot be written
   */
  static JournalFolder open(Path folder, String edgeId) throws IOException {
    FileChannel lockFile =
        PrivateFiles.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = tryLock(lockFile);
    if (lock == null) {
      lockFile.close();
      throw new FolderInUseException();
    }
    JournalFolder opened = new JournalFolder(new StoredFolder(folder, edgeId), lockFile, lock);
    boolean done = false;
    try {
      opened.deleteAll(name -> name.endsWith(UNFINISHED));
      done = true;
      return opened;
    } finally {
      if (!done) {
        opened.close();
      }
    }
  }

  private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  Path mark() {
    return mark(files);
  }

  static Path mark(StoredFolder files) {
    return files.path().resolve("mark");
  }

  /** What is in the folder. */
  StoredFolder files() {
    return files;
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
        unfinished(generation),
        files.file(Kind.SNAPSHOT, generation),
        StandardCopyOption.ATOMIC_MOVE);
    force();
  }

  private Path unfinished(long generation) {
    Path file = files.file(Kind.SNAPSHOT, generation);
    return file.resolveSibling(file.getFileName() + UNFINISHED);
  }

  /** Keeps a file that is no use any more for whoever looks into it; of many the newest. */
  void setAside(Path file) throws IOException {
    Files.move(
        file,
        file.resolveSibling(file.getFileName() + SET_ASIDE),
        StandardCopyOption.REPLACE_EXISTING);
    List<String> aside = files.names().stream().filter(name -> name.endsWith(SET_ASIDE)).toList();
    for (String name : aside.subList(0, Math.max(0, aside.size() - MOST_SET_ASIDE))) {
      Files.deleteIfExists(files.path().resolve(name));
    }
  }

  /** Deletes what neither of the two newest snapshots needs. */
  void deleteOld() throws IOException {
    List<Long> snapshots = files.generations(Kind.SNAPSHOT);
    if (snapshots.size() < 2) {
      return;
    }
    long oldest = snapshots.get(snapshots.size() - 2);
    for (Kind kind : Kind.values()) {
      for (long generation : files.generations(kind)) {
        if (generation < oldest) {
          Files.deleteIfExists(files.file(kind, generation));
        }
      }
    }
  }

  /** Makes names that were given and taken safe from a crash of the machine. */
  void force() throws IOException {
    PrivateFiles.forceNames(files.path());
  }

  private void deleteAll(Predicate<String> which) throws IOException {
    for (String name : files.names()) {
      if (which.test(name)) {
        Files.deleteIfExists(files.path().resolve(name));
      }
    }
  }

  @Override
  public void close() throws IOException {
    lockFile.close();
  }
}
