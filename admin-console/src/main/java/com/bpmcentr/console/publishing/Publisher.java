package com.bpmcentr.console.publishing;

import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.SubjectDocument;
import java.util.List;

/** Signs documents and puts them into the feed. */
public interface Publisher {

  /** Most documents in one transaction, so that no one waits long for the feed's lock. */
  int MOST_DOCUMENTS = 100;

  /**
   * To be asked before anything is changed: a database that is behind what was published, or has
   * another history, is only read.
   *
   * @throws PublishingRefusedException while nothing can be published until the console's restart
   */
  void requireOpen();

  /**
   * Signs documents to be published. Needs no transaction and no lock, and takes most of the time:
   * bulk work does it on several threads, ahead of the transactions.
   */
  SignedDocuments sign(List<? extends SubjectDocument> documents);

  /**
   * Signs documents that follow others, and looks at those: all that takes time, before the caller
   * takes the locks that others wait for.
   */
  SignedDocuments prepare(List<? extends SubjectDocument> documents);

  /** Signs and publishes in one. */
  default FeedPosition publish(List<? extends SubjectDocument> documents) {
    return publish(prepare(documents));
  }

  /**
   * Publishes the documents, of different subjects, as the last thing in the transaction that
   * changed what they speak of. The caller holds the lock of each subject's own row.
   *
   * @return the position of the last of them
   * @throws PublishingRefusedException when the database is not what was signed
   * @throws IllegalStateException outside a transaction, or the second time in one
   */
  FeedPosition publish(SignedDocuments documents);
}
