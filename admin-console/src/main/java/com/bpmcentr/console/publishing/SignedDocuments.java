package com.bpmcentr.console.publishing;

import com.bpmcentr.license.SubjectDocument;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Documents that are signed and wait to be published; in nobody's feed until then. */
public final class SignedDocuments {

  private final List<NewEntry> entries;
  private final @Nullable Map<String, LastSigned.Last> followed;

  SignedDocuments(List<NewEntry> entries) {
    this(entries, null);
  }

  /**
   * @param followed what was signed last of the subjects, as far as it was looked at already
   */
  SignedDocuments(List<NewEntry> entries, @Nullable Map<String, LastSigned.Last> followed) {
    this.entries = List.copyOf(entries);
    this.followed = followed;
  }

  @Nullable Map<String, LastSigned.Last> followed() {
    return followed;
  }

  /** What the documents say. */
  public List<SubjectDocument> contents() {
    return entries.stream().map(NewEntry::content).toList();
  }

  /** Without those whose subject does not pass. */
  public SignedDocuments only(Predicate<String> subjects) {
    return new SignedDocuments(
        entries.stream().filter(entry -> subjects.test(entry.content().subject())).toList());
  }

  List<NewEntry> entries() {
    return entries;
  }
}
