package com.bpmcentr.console;

import com.bpmcentr.console.publishing.Publisher;
import com.bpmcentr.console.publishing.SignedDocuments;
import com.bpmcentr.console.publishing.SignedForTests;
import com.bpmcentr.license.ConnectorPolicy;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.License;
import com.bpmcentr.license.SubjectDocument;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** A feed that keeps each subject's newest document, and insists on the contract of publishing. */
public final class RememberingPublisher implements Publisher {

  private final Map<String, SubjectDocument> newest = new ConcurrentHashMap<>();
  private final AtomicLong seq = new AtomicLong();

  @Override
  public void requireOpen() {
    // never closed
  }

  @Override
  public SignedDocuments sign(List<? extends SubjectDocument> documents) {
    return SignedForTests.sign(documents);
  }

  @Override
  public SignedDocuments prepare(List<? extends SubjectDocument> documents) {
    return sign(documents);
  }

  @Override
  public FeedPosition publish(SignedDocuments signed) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("publishing belongs into the transaction that changed it");
    }
    List<SubjectDocument> documents = signed.contents();
    for (SubjectDocument document : documents) {
      newest.put(document.subject(), document);
    }
    return new FeedPosition(1, seq.addAndGet(documents.size()));
  }

  public License license(Object customerId) {
    return (License) newest.get(License.subjectOf(customerId.toString()));
  }

  public ConnectorPolicy policy(String connector) {
    return (ConnectorPolicy) newest.get(ConnectorPolicy.subjectOf(connector));
  }

  public long size() {
    return seq.get();
  }
}
