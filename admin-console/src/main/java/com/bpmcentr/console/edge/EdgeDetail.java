package com.bpmcentr.console.edge;

import java.time.Instant;
import java.util.List;

/**
 * One edge with what it did lately.
 *
 * @param receipts its newest ones, the newest first
 * @param starts of its program, the newest first, as far back as heartbeats are kept
 */
public record EdgeDetail(EdgeRow edge, List<EdgeRow.LastReceipt> receipts, List<Start> starts) {

  public EdgeDetail {
    receipts = List.copyOf(receipts);
    starts = List.copyOf(starts);
  }

  /** A run of the program: from its first heartbeat to its last. */
  public record Start(String version, Instant firstHeardAt, Instant lastHeardAt) {}
}
