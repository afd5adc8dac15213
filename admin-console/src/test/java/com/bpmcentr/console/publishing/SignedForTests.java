package com.bpmcentr.console.publishing;

import com.bpmcentr.license.SubjectDocument;
import java.util.List;

/** Signs for feeds of tests that only remember what they are given. */
public final class SignedForTests {

  private SignedForTests() {}

  public static SignedDocuments sign(List<? extends SubjectDocument> documents) {
    return new SignedDocuments(
        documents.stream().map(document -> NewEntry.sign(TestSigning.K1, document)).toList());
  }
}
