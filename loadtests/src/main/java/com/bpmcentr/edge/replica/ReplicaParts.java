package com.bpmcentr.edge.replica;

import com.bpmcentr.edge.binding.ClaimBook;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.VerifiedSubject;
import java.util.stream.Stream;

/** Opens the edge's replica to the benchmarks: its writing side is its package's own. */
public final class ReplicaParts {

  private ReplicaParts() {}

  /** A replica that holds these and is ready. */
  public static LicenseReplica holding(Stream<VerifiedSubject> documents) {
    LicenseReplica replica = new LicenseReplica(new ClaimBook(System::nanoTime));
    documents.forEach(replica::apply);
    replica.proven(new FeedPosition(1, 1));
    return replica;
  }
}
