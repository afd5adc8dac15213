package com.bpmcentr.license.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An edge's folder: {@code snapshot-<g>} holds all that was held when {@code journal-<g>} was
 * begun, the journals from g on what was applied since. Reading it needs no lock: a file is given
 * its name when it is whole, and a journal only grows.
 *
 * @param path where it is
 * @param edgeId whose it is; files of others are refused
 */
public record StoredFolder(Path path, String edgeId) {

  private static final Pattern NAME = Pattern.compile("(snapshot|journal)-([0-9]{1,18})(\\..*)?");

  /** What a file is for; its place in the name. */
  public enum Kind {
    SNAPSHOT("snapshot"),
    JOURNAL("journal");

    private final String word;

    Kind(String word) {
      this.word = word;
    }
  }

  /** Where the file of a generation is, whether it exists or not. */
  public Path file(Kind kind, long generation) {
    return path.resolve("%s-%012d".formatted(kind.word, generation));
  }

  /** The generations of a kind that there are, lowest first. */
  public List<Long> generations(Kind kind) throws IOException {
    List<Long> generations = new ArrayList<>();
    for (String name : names()) {
      Matcher matcher = NAME.matcher(name);
      if (matcher.matches() && matcher.group(3) == null && matcher.group(1).equals(kind.word)) {
        generations.add(Long.parseLong(matcher.group(2)));
      }
    }
    generations.sort(Comparator.naturalOrder());
    return generations;
  }

  /** A generation above all that there are, files that were set aside included. */
  public long nextGeneration() throws IOException {
    long highest = 0;
    for (String name : names()) {
      Matcher matcher = NAME.matcher(name);
      if (matcher.matches()) {
        highest = Math.max(highest, Long.parseLong(matcher.group(2)));
      }
    }
    return highest + 1;
  }

  /** The snapshots that there are, newest first. */
  public List<StoredSnapshot> snapshots() throws IOException {
    return generations(Kind.SNAPSHOT).reversed().stream()
        .map(generation -> new StoredSnapshot(this, generation))
        .toList();
  }

  /** What was applied after the snapshot was made, until another generation's journal begins. */
  public StoredJournals journals(long from, long before) throws IOException {
    return new StoredJournals(
        this,
        generations(Kind.JOURNAL).stream()
            .filter(generation -> generation >= from && generation < before)
            .toList());
  }

  /** What was applied after the snapshot was made. */
  public StoredJournals journalsSince(StoredSnapshot snapshot) throws IOException {
    return journals(snapshot.generation(), Long.MAX_VALUE);
  }

  /** The names of all files, in order. */
  public List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (UncheckedIOException e) {
      // a disk that fails while the folder is being read
      throw e.getCause();
    }
  }
}
