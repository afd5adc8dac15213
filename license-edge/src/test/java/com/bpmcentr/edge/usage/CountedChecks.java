package com.bpmcentr.edge.usage;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.bpmcentr.edge.Documents;
import com.bpmcentr.license.Check;
import com.bpmcentr.license.Decision;
import com.bpmcentr.license.DecisionCode;
import com.bpmcentr.license.DecisionStatus;
import com.bpmcentr.license.Grant;
import com.bpmcentr.license.HeldKey;
import com.bpmcentr.license.KeyDigest;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Decisions as the decider makes them, without a license set to make them from. */
final class CountedChecks {

  private CountedChecks() {}

  /**
   * A check of a customer with one key and one subscription.
   *
   * @param account allowed, unless it begins with "refused"
   */
  record Asked(String key, String account) {}

  /** A key that is known by its id only. */
  private record NamedKey(String keyId) implements HeldKey {

    @Override
    public boolean isTest() {
      return false;
    }

    @Override
    public long notAfterMillis() {
      return Long.MAX_VALUE;
    }

    @Override
    public long revokedAtMillis() {
      return Long.MAX_VALUE;
    }
  }

  /** What a loop hands over after these checks. */
  static List<Counter> counters(List<Asked> asked) {
    UsageCounter counter = new UsageCounter();
    asked.forEach(each -> counter.check(decision(each.key(), each.account())));
    return counter.handOver();
  }

  static Decision decision(String key, String account) {
    return decision(key, account, "s of " + key);
  }

  static Decision decision(String key, String account, String subscription) {
    UUID keyId = UUID.nameUUIDFromBytes(key.getBytes(UTF_8));
    Grant grant =
        Documents.grant(
            UUID.nameUUIDFromBytes(subscription.getBytes(UTF_8)).toString(), "rozetka", "1");
    return decision(
        account.startsWith("refused") ? DecisionCode.ACCOUNT_MISMATCH : DecisionCode.VALID,
        new Check("rozetka", account, digest(keyId), null),
        grant,
        new NamedKey(keyId.toString()));
  }

  static Decision withoutKey(DecisionCode code, String connector, String account) {
    return decision(code, new Check(connector, account, null, null), null, null);
  }

  private static Decision decision(
      DecisionCode code, Check check, @Nullable Grant grant, @Nullable HeldKey key) {
    DecisionStatus status = grant == null ? null : DecisionStatus.ACTIVE;
    return new Decision(code, check, status, null, grant, null, null, key, false, List.of());
  }

  private static KeyDigest digest(UUID id) {
    ByteBuffer bytes = ByteBuffer.allocate(KeyDigest.LENGTH);
    bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    return KeyDigest.of(bytes.array());
  }
}
