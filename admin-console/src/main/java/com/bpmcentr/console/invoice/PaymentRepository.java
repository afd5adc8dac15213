package com.bpmcentr.console.invoice;

import com.bpmcentr.console.connector.Money;
import com.bpmcentr.console.operation.PgTime;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The payments' part of the invoices' rows: what was paid, given back, or turned out not to be. The
 * subscription's row must be locked by whoever changes one.
 */
@Repository
public class PaymentRepository {

  private final JdbcClient jdbc;

  PaymentRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * The first place, from 1, that a payment of that method and reference takes in the books. Empty:
   * it stands there already, whole. Of what was reversed of it, just that much can come again.
   */
  public Optional<Integer> freePart(PaymentMethod method, String reference, Money amount) {
    return jdbc.sql(
            """
            select coalesce(max(payment_part) filter (where reversed_at is null), 0) + 1 as part
              from (select payment_part, reversed_at, currency, price - credit as amount,
                           recorded_at = min(recorded_at) over () as is_first
                      from invoice
                     where method = :method and reference = :reference) recorded
            having count(*) filter (where reversed_at is null) = 0
                or sum(amount) filter (where reversed_at is null) + :amount
                     <= sum(amount) filter (where is_first and currency = :currency)
            """)
        .param("method", method.wireName())
        .param("reference", reference)
        .param("amount", amount.amount())
        .param("currency", amount.currency())
        .query(Integer.class)
        .optional();
  }

  /**
   * Notes the payment of an open invoice, or of one that lapsed after the money had come in.
   *
   * @param part the place among the invoices that this payment is of, from 1
   * @throws org.springframework.dao.DuplicateKeyException when another one of that method and
   *     reference was recorded meanwhile
   */
  public void pay(UUID id, int part, Payment payment) {
    jdbc.sql(
            """
            update invoice
            set paid_at = :paidAt, method = :method, reference = :reference,
                recorded_at = :recordedAt, recorded_by = :recordedBy,
                paid_from = :from, paid_to = :to, paid_before = :before, payment_part = :part,
                voided_at = null
            where id = :id
            """)
        .param("id", id)
        .param("part", part)
        .param("paidAt", PgTime.of(payment.paidAt()))
        .param("method", payment.method().wireName())
        .param("reference", payment.reference())
        .param("recordedAt", PgTime.of(payment.recordedAt()))
        .param("recordedBy", payment.recordedBy())
        .param("from", PgTime.of(payment.from()))
        .param("to", PgTime.of(payment.to()))
        .param("before", PgTime.of(payment.before()))
        .update();
  }

  public void refund(UUID id, Refund refund) {
    jdbc.sql(
            """
            update invoice
            set refunded_at = :at, refund = :amount, refund_reason = :reason,
                refunded_by = :recordedBy
            where id = :id
            """)
        .param("id", id)
        .param("at", PgTime.of(refund.at()))
        .param("amount", refund.amount().amount())
        .param("reason", refund.reason())
        .param("recordedBy", refund.recordedBy())
        .update();
  }

  /** The payment turned out to be none; its reference may come again. */
  public void reverse(UUID id, Reversal reversal) {
    jdbc.sql(
            """
            update invoice
            set reversed_at = :at, reverse_reason = :reason, reversed_by = :recordedBy
            where id = :id
            """)
        .param("id", id)
        .param("at", PgTime.of(reversal.at()))
        .param("reason", reversal.reason())
        .param("recordedBy", reversal.recordedBy())
        .update();
  }
}
