package com.bpmcentr.console.invoice;

import static com.bpmcentr.console.invoice.PgInvoice.invoice;

import com.bpmcentr.console.operation.PgColumns;
import com.bpmcentr.console.operation.PgTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The invoices' rows. The subscription's row must be locked by whoever changes one. */
@Repository
public class InvoiceRepository {

  private static final PgColumns<Draft> DRAFTS =
      new PgColumns<Draft>()
          .column("id", "uuid", Draft::id)
          .column("subscription_id", "uuid", Draft::subscriptionId)
          .column("customer_id", "uuid", Draft::customerId)
          .column("kind", "text", each -> each.bill().kind())
          .column("period_from", "timestamptz", each -> each.bill().from())
          .column("period_to", "timestamptz", each -> each.bill().to())
          .column("interval", "text", each -> each.bill().interval())
          .column("category", "text", each -> each.bill().category())
          .column("price", "numeric", each -> each.bill().price().amount())
          .column("credit", "numeric", each -> each.bill().credit().amount())
          .column("currency", "text", each -> each.bill().price().currency())
          .column("due_at", "timestamptz", each -> each.bill().dueAt());

  private final JdbcClient jdbc;

  InvoiceRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public Optional<Invoice> find(UUID id) {
    return jdbc.sql("select * from invoice where id = :id")
        .param("id", id)
        .query((row, _) -> invoice(row))
        .optional();
  }

  /** Those of them that are there. */
  public List<Invoice> findAll(Collection<UUID> ids) {
    return jdbc.sql("select * from invoice where id = any(:ids) order by number")
        .param("ids", ids.toArray(new UUID[0]))
        .query((row, _) -> invoice(row))
        .list();
  }

  /** The one that is neither paid nor void. */
  public Optional<Invoice> findOpen(UUID subscriptionId) {
    return jdbc.sql(
            """
            select * from invoice
            where subscription_id = :subscriptionId and paid_at is null and voided_at is null
            """)
        .param("subscriptionId", subscriptionId)
        .query((row, _) -> invoice(row))
        .optional();
  }

  /** The open invoices of those that have one, by subscription. */
  public Map<UUID, Invoice> findAllOpen(List<UUID> subscriptionIds) {
    return jdbc
        .sql(
            """
            select * from invoice
            where subscription_id = any(:ids) and paid_at is null and voided_at is null
            """)
        .param("ids", subscriptionIds.toArray(new UUID[0]))
        .query((row, _) -> invoice(row))
        .list()
        .stream()
        .collect(Collectors.toMap(Invoice::subscriptionId, Function.identity()));
  }

  /**
   * The one that was asked for at that time and is not paid: open, or void by now. Not one that
   * staff have made void.
   */
  public Optional<Invoice> findAsked(UUID subscriptionId, Instant at) {
    return jdbc.sql(
            """
            select * from invoice
            where subscription_id = :subscriptionId and paid_at is null and void_reason is null
                and issued_at <= :at and (voided_at is null or voided_at > :at)
            order by number desc
            limit 1
            """)
        .param("subscriptionId", subscriptionId)
        .param("at", PgTime.of(at))
        .query((row, _) -> invoice(row))
        .optional();
  }

  /** Those that were paid and stay so, or were refunded; the oldest first. */
  public List<Invoice> paid(UUID subscriptionId) {
    return jdbc.sql(
            """
            select * from invoice
            where subscription_id = :subscriptionId and paid_at is not null
                and reversed_at is null
            order by paid_from, number
            """)
        .param("subscriptionId", subscriptionId)
        .query((row, _) -> invoice(row))
        .list();
  }

  /** An invoice that has no number yet. */
  public record Draft(UUID id, UUID subscriptionId, UUID customerId, Bill bill) {}

  /** Adds one under the next number, which is held until the commit. */
  public Invoice insert(Draft draft, Instant issuedAt) {
    return insertAll(List.of(draft), issuedAt).getFirst();
  }

  /** Adds them under the next numbers, in their order; the counter is held until the commit. */
  public List<Invoice> insertAll(List<Draft> drafts, Instant issuedAt) {
    if (drafts.isEmpty()) {
      return List.of();
    }
    long first =
        1
            - drafts.size()
            + jdbc.sql("update invoice_counter set number = number + :count returning number")
                .param("count", drafts.size())
                .query(Long.class)
                .single();
    jdbc.sql(
            """
            insert into invoice (%1$s, number, issued_at)
            select %2$s, :first + d.place - 1, :issuedAt
            from %3$s with ordinality as d (%1$s, place)
            """
                .formatted(DRAFTS.names(), DRAFTS.names("d"), DRAFTS.unnest()))
        .params(DRAFTS.parameters(drafts))
        .param("first", first)
        .param("issuedAt", PgTime.of(issuedAt))
        .update();
    List<Invoice> issued = new ArrayList<>();
    for (Draft draft : drafts) {
      issued.add(
          new Invoice(
              draft.id(),
              first + issued.size(),
              draft.subscriptionId(),
              draft.customerId(),
              draft.bill(),
              issuedAt,
              null,
              null));
    }
    return issued;
  }

  /** Nothing is owed any more by what is open of these subscriptions. */
  public void voidOpen(List<UUID> subscriptionIds, Instant at, @Nullable String reason) {
    jdbc.sql(
            """
            update invoice set voided_at = :at, void_reason = :reason
            where subscription_id = any(:ids) and paid_at is null and voided_at is null
            """)
        .param("ids", subscriptionIds.toArray(new UUID[0]))
        .param("at", PgTime.of(at))
        .param("reason", reason)
        .update();
  }
}
