package com.bpmcentr.console.api;

import com.bpmcentr.console.notice.Notice;
import com.bpmcentr.console.subscription.EventKind;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;

@Schema(name = "Notice")
record NoticeJson(
    long id,
    EventKind kind,
    UUID subscriptionId,
    UUID customerId,
    String connectorId,
    Instant dueAt,
    Instant recordedAt,
    Instant endsAt) {

  static NoticeJson of(Notice notice) {
    return new NoticeJson(
        notice.id(),
        notice.kind(),
        notice.subscriptionId(),
        notice.customerId(),
        notice.connectorId(),
        notice.dueAt(),
        notice.recordedAt(),
        notice.endsAt());
  }
}
