package com.bpmcentr.console.publishing;

import com.bpmcentr.license.SubjectDocument;
import java.util.List;
import java.util.function.Predicate;

/** Documents that are signed and wait to be published; in nobody's feed until then. */
public final class SignedDocuments {

  private final List<NewEntry> entries;

  SignedDocuments(List<NewEntry> entries) {
    this.entries = List.copyOf(entries);
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
