package com.bpmcentr.console.api;

import com.bpmcentr.console.connector.Money;
import com.bpmcentr.console.notice.Notice;
import com.bpmcentr.console.subscription.EventKind;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a customer is to be told.
 *
 * @param customer the customer's name
 * @param email the customer's
 * @param connector the connector's name
 * @param step of {@code payment_overdue}: which reminder of that end
 * @param price of {@code price_ahead}: what the renewal costs
 */
@Schema(name = "Notice")
record NoticeJson(
    long id,
    EventKind kind,
    UUID subscriptionId,
    UUID customerId,
    String customer,
    String email,
    String connectorId,
    String connector,
    Instant dueAt,
    Instant recordedAt,
    Instant endsAt,
    @Nullable Integer step,
    @Nullable @Schema(example = "18.00") String price,
    @Nullable @Schema(example = "USD") String currency) {

  static NoticeJson of(Notice notice) {
    Money price = notice.price();
    return new NoticeJson(
        notice.id(),
        notice.kind(),
        notice.subscriptionId(),
        notice.customerId(),
        notice.customerName(),
        notice.customerEmail(),
        notice.connectorId(),
        notice.connectorName(),
        notice.dueAt(),
        notice.recordedAt(),
        notice.endsAt(),
        notice.step(),
        price == null ? null : price.amountText(),
        price == null ? null : price.currency());
  }
}
