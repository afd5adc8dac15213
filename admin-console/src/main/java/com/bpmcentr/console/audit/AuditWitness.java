package com.bpmcentr.console.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.bpmcentr.console.audit.AuditRepository.Head;
import com.bpmcentr.console.publishing.DurableFile;
import com.bpmcentr.license.Hash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How far the audit log had come, in a file outside the database: whoever owns that can cut the
 * log's end off and set its head back, or write all of it anew.
 */
public final class AuditWitness {

  private final Path file;

  /**
   * @param folder for what must outlive the database
   */
  public AuditWitness(Path folder) {
    this.file = folder.resolve("audit-head");
  }

  /**
   * How far it had come.
   *
   * @param begun from where on it is looked after: what comes before, a recovery has taken as it is
   */
  record Seen(Head last, Head begun) {

    @Override
    public String toString() {
      String from = begun.equals(Head.NONE) ? "" : " " + begun.seq() + " " + begun.hash();
      return last.seq() + from + " " + last.hash();
    }
  }

  /**
   * What was seen last; empty at the first start.
   *
   * @throws IllegalStateException when the file is damaged
   */
  Optional<Seen> seen() {
    try {
      return Files.exists(file)
          ? Optional.of(parse(Files.readString(file, UTF_8)))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void keep(Seen seen) {
    try {
      DurableFile.write(file, (seen + "\n").getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Seen parse(String text) {
    String[] words = text.strip().split(" ", -1);
    try {
      Head begun = words.length == 4 ? head(words[1], words[2]) : Head.NONE;
      return new Seen(head(words[0], words[words.length - 1]), begun);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(file + " is damaged", e);
    }
  }

  private static Head head(String seq, String hash) {
    return new Head(Long.parseLong(seq), Hash.parse(hash));
  }
}
