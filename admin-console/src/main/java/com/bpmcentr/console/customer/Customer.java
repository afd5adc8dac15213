package com.bpmcentr.console.customer;

import com.bpmcentr.console.operation.Facts;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who pays.
 *
 * @param block present while staff refuse the customer everything
 * @param externalId what an imported customer is called where it came from
 * @param version grows with each save; who edits must name the one they saw
 */
public record Customer(
    UUID id,
    CustomerDetails details,
    @Nullable Block block,
    @Nullable String externalId,
    Instant createdAt,
    int version) {

  /** Every check with one of the customer's keys is refused. */
  public record Block(Instant since, String reason) {}

  public boolean blocked() {
    return block != null;
  }

  /** Blocked from then on; refused while it is blocked already. */
  Result<Customer> block(Block begun) {
    return blocked()
        ? Result.refused(new Refusal.StateForbids("blocked", "block"))
        : Result.done(with(begun));
  }

  /** Not blocked any more; refused when it is not. */
  Result<Customer> unblock() {
    return blocked()
        ? Result.done(with((Block) null))
        : Result.refused(new Refusal.StateForbids("unblocked", "unblock"));
  }

  Customer with(CustomerDetails changed) {
    return new Customer(id, changed, block, externalId, createdAt, version);
  }

  private Customer with(@Nullable Block changed) {
    return new Customer(id, details, changed, externalId, createdAt, version);
  }

  /** As the audit log keeps it. */
  public Facts facts() {
    return Facts.NONE
        .with("email", details.email())
        .with("name", details.name())
        .with("company", details.company())
        .with("country", details.country())
        .with("locale", details.locale())
        .with("externalId", externalId)
        .with("blockedAt", block == null ? null : block.since())
        .with("blockedReason", block == null ? null : block.reason());
  }
}
