package com.bpmcentr.edge.usage;

import com.bpmcentr.license.DecisionCode;
import com.bpmcentr.license.HeldGrant;
import com.bpmcentr.license.SecretDigests;
import org.jspecify.annotations.Nullable;

/**
 * Sixty-four bits for what a check is counted under. Two that differ have the same once in 2<sup>64
 * </sup> pairs, which is taken for never: then no counter needs to be looked at to find it.
 *
 * <p>Whoever asks chooses accounts and operations. A multiplier that nobody knows keeps him from
 * choosing two that fall together: texts of up to some hundred characters collide under a few odd
 * multipliers only.
 */
final class CounterMark {
  private static final int END = 1 << 16;
  private static final int NONE = END + 1;

  private final long multiplier;

  /** With a number that nobody can foresee. */
  CounterMark(long secret) {
    multiplier = secret | 1;
  }

  /** Never 0, which stands for none. */
  long of(
      @Nullable SecretDigests digests,
      @Nullable HeldGrant grant,
      @Nullable String connector,
      @Nullable String account,
      DecisionCode code,
      @Nullable String operation) {
    long mark = digests == null ? 0 : digests.bits();
    mark = mark * multiplier + (grant == null ? 0 : grant.subscriptionBits());
    mark = with(mark, connector);
    mark = with(mark, account);
    mark = with(mark, operation);
    mark = mixed(with(mark, code.name()));
    return mark == 0 ? 1 : mark;
  }

  private long with(long start, @Nullable String text) {
    if (text == null) {
      return start * multiplier + NONE;
    }
    long mark = start;
    for (int i = 0; i < text.length(); i++) {
      mark = mark * multiplier + text.charAt(i);
    }
    return mark * multiplier + END;
  }

  /** The lowest bits say where it is looked for, and a product's depend on the factors' alone. */
  private static long mixed(long bits) {
    long mixed = (bits ^ (bits >>> 32)) * 0xD6E8FEB86659FD93L;
    mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8FEB86659FD93L;
    return mixed ^ (mixed >>> 32);
  }
}
