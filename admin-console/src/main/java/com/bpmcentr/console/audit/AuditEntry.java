package com.bpmcentr.console.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.bpmcentr.console.operation.Facts;
import com.bpmcentr.license.Hash;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One line of the audit log. Its hash covers the hash before it and every field, so that no entry
 * can be changed, left out or put in without breaking all that follow.
 *
 * @param seq dense, from 1
 * @param role the actor's role at that time, lower case
 * @param origin which door it came through, lower case
 * @param token the prefix of the access token that the call came with; absent for screens
 * @param refusal why it was refused; absent when it was done
 */
public record AuditEntry(
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
    Facts before,
    Facts after) {

  private static final int ABSENT = -1;

  /**
   * The chain's value after this entry: SHA-256 over the value before it and the fields in their
   * order, each with its length in front.
   */
  public Hash hash(Hash previousHash) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.write(previousHash.toByteArray());
      out.writeLong(seq);
      out.writeLong(at.toEpochMilli());
      text(out, actorId == null ? null : actorId.toString());
      text(out, actorName);
      text(out, role);
      text(out, origin);
      text(out, address);
      text(out, operation);
      text(out, targetType);
      text(out, targetId);
      text(out, outcome.wireName());
      text(out, refusal);
      text(out, reason);
      facts(out, before);
      facts(out, after);
      // At the end and only where there is one: entries of before have none, and keep their value.
      if (token != null) {
        text(out, token);
      }
      return Hash.sha256(bytes.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
  }

  private static void facts(DataOutputStream out, Facts facts) throws IOException {
    out.writeInt(facts.texts().size());
    for (var field : facts.texts().entrySet()) {
      text(out, field.getKey());
      text(out, field.getValue());
    }
  }

  private static void text(DataOutputStream out, @Nullable String text) throws IOException {
    if (text == null) {
      out.writeInt(ABSENT);
      return;
    }
    byte[] encoded = text.getBytes(UTF_8);
    out.writeInt(encoded.length);
    out.write(encoded);
  }
}
