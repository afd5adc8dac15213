package com.bpmcentr.console.recovery;

import com.bpmcentr.license.journal.DamagedFileException;
import com.bpmcentr.license.journal.FrameReader;
import com.bpmcentr.license.journal.JournalRecord;
import com.bpmcentr.license.journal.RecordCodec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Snapshots and journals of edges, read file by file whoever's they are and in whatever order:
 * nothing in them is believed but what is signed, and of that versions tell what is newest. Files
 * that an edge has set aside as damaged are read as well, as far as they go.
 */
final class EdgeFiles {

  private static final Pattern NAME =
      Pattern.compile("(snapshot|journal)-[0-9]{1,18}(\\.damaged)?");

  /** A folder of edges' folders, or one of a level more, such as a volume of each. */
  private static final int DEEPEST = 4;

  private static final String FILE_SYSTEMS_OWN = "lost+found";

  private EdgeFiles() {}

  /** The files below the folder. */
  static List<Path> below(Path folder) throws IOException {
    Search search = new Search();
    Files.walkFileTree(folder, Set.of(), DEEPEST, search);
    return search.found.stream().sorted().toList();
  }

  /** Collects files of those names. */
  static final class Search extends SimpleFileVisitor<Path> {

    private final List<Path> found = new ArrayList<>();

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isRegularFile()
          && NAME.matcher(String.valueOf(file.getFileName())).matches()) {
        found.add(file);
      }
      return FileVisitResult.CONTINUE;
    }

    /**
     * A folder that cannot be read may be an edge's, with what nothing else has: nothing is brought
     * back without it. Only the file system's own, which every volume has, is no edge's.
     */
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
      if (String.valueOf(file.getFileName()).equals(FILE_SYSTEMS_OWN)) {
        return FileVisitResult.CONTINUE;
      }
      throw failure;
    }
  }

  /**
   * Reads a file up to its end, or to the first place that is not whole.
   *
   * @return whether that place is the end: a journal's may be torn, where its edge was killed
   */
  static boolean read(Path file, Consumer<JournalRecord> to) throws IOException {
    try (FrameReader frames = new FrameReader(file)) {
      for (ByteBuffer frame = frames.next(); frame != null; frame = frames.next()) {
        to.accept(RecordCodec.decode(frame));
      }
      return frames.isAtEnd();
    } catch (DamagedFileException e) {
      return false;
    }
  }
}
