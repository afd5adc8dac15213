package com.bpmcentr.console.publishing;

import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.SubjectDocument;
import java.util.List;

/** Signs documents and puts them into the feed. */
public interface Publisher {

  /** The last thing in the transaction that changed something; mandatory: there must be one. */
  FeedPosition publish(List<? extends SubjectDocument> documents);
}
