package com.bpmcentr.console.publishing;

import com.bpmcentr.license.Hash;
import com.bpmcentr.license.SignedDocument;
import com.bpmcentr.license.SubjectDocument;

/** A document that was signed to be published. */
record NewEntry(SubjectDocument content, SignedDocument document, Hash payloadHash) {

  static NewEntry sign(SigningKey key, SubjectDocument content) {
    SignedDocument document = key.sign(content);
    return new NewEntry(content, document, document.payloadHash());
  }
}
