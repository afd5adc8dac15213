package com.bpmcentr.console.api;

import com.bpmcentr.console.job.Job;
import java.util.UUID;

/**
 * A job that was taken on; {@code GET /jobs/{id}} shows how far it has come.
 *
 * @param total how many things it is about
 */
record AcceptedJob(UUID id, long total) {

  static AcceptedJob of(Job job) {
    return new AcceptedJob(job.id(), job.total());
  }
}
