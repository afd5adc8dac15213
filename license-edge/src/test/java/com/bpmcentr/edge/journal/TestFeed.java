package com.bpmcentr.edge.journal;

import com.bpmcentr.edge.TestPublisher;
import com.bpmcentr.edge.TestSigner;
import com.bpmcentr.license.CurrentDocument;
import com.bpmcentr.license.FeedChain;
import com.bpmcentr.license.FeedEntry;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.Hash;
import com.bpmcentr.license.SetTree;
import com.bpmcentr.license.SignedDocument;
import com.bpmcentr.license.SubjectDocument;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A feed without a database: entries that follow each other, and checkpoints over them. */
final class TestFeed {

  private final TestSigner signer;
  private final Map<String, CurrentDocument> current = new TreeMap<>();
  private final SetTree tree = new SetTree();
  private FeedPosition position = new FeedPosition(1, 0);
  private Hash chain = Hash.ZERO;

  TestFeed(TestSigner signer) {
    this.signer = signer;
  }

  FeedEntry publish(SubjectDocument document) {
    SignedDocument signed = signer.sign(document);
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    String subject = document.subject();
    boolean removal = document.removed();
    position = position.next();
    chain = FeedChain.next(chain, position, removal, subject, document.version(), signed, now);
    tree.put(subject, document.version(), signed.payloadHash());
    current.put(subject, new CurrentDocument(subject, removal, document.version(), signed));
    return new FeedEntry(position, removal, subject, document.version(), signed, now, chain);
  }

  /** All current documents. */
  List<CurrentDocument> current() {
    return List.copyOf(current.values());
  }

  FeedPosition position() {
    return position;
  }

  Hash root() {
    return tree.root();
  }

  /** The head, signed anew. */
  SignedDocument checkpoint() {
    return signer.sign(TestPublisher.checkpoint(position, chain, root(), Instant.now()));
  }
}
