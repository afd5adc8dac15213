package com.bpmcentr.console.job;

import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.staff.Permission;
import java.util.Set;

/** One kind of work that is done as jobs. Jobs of different kinds do not wait for each other. */
public interface JobKind {

  /** As it stands in {@link Job#kind}. */
  String name();

  /** What the requester must be allowed, asked again before each block. */
  Set<Permission> permissions(Job job);

  /**
   * Does the next rows after the job's position. Runs in the transaction that also moves the
   * position: a block is done once or not at all, whatever breaks off. At most {@link
   * com.bpmcentr.console.publishing.Publisher#MOST_DOCUMENTS} documents can be published in it.
   *
   * <p>A row that cannot be carried out is counted as refused. An exception rolls the block back;
   * unless it is one that passes, such as a lost connection, the job has failed.
   */
  Block next(Job job, Actor actor);
}
