package com.bpmcentr.console.api;

import com.bpmcentr.console.audit.AuditEntry;
import com.bpmcentr.console.audit.Outcome;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Schema(name = "AuditEntry")
record AuditEntryJson(
    long seq,
    Instant at,
    @Nullable UUID actorId,
    String actorName,
    String role,
    String origin,
    @Nullable String address,
    @Nullable String token,
    String operation,
    String targetType,
    String targetId,
    Outcome outcome,
    @Nullable String refusal,
    @Nullable String reason,
    Map<String, String> before,
    Map<String, String> after) {

  static AuditEntryJson of(AuditEntry entry) {
    return new AuditEntryJson(
        entry.seq(),
        entry.at(),
        entry.actorId(),
        entry.actorName(),
        entry.role(),
        entry.origin(),
        entry.address(),
        entry.token(),
        entry.operation(),
        entry.targetType(),
        entry.targetId(),
        entry.outcome(),
        entry.refusal(),
        entry.reason(),
        entry.before().texts(),
        entry.after().texts());
  }
}
