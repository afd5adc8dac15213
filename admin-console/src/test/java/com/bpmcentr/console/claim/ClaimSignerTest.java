package com.bpmcentr.console.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.SimpleTransactionStatus;

class ClaimSignerTest {

  private final Claims claims = new Claims();
  private final ClaimSigner signer = new ClaimSigner(claims, null, new NoTransactions());

  /** A hundred of them were the oldest for ever, and nobody else had a turn. */
  @Test
  void signWaiting_moreFailThanARoundTakes_othersHaveTheirTurnAndTheyAreTriedAgain() {
    List<UUID> failing = ids(0, 150);
    List<UUID> others = ids(200, 20);
    claims.waiting.addAll(failing);
    claims.waiting.addAll(others);
    claims.failing.addAll(failing);

    for (int round = 0; round < 3; round++) {
      assertThatThrownBy(signer::signWaiting).hasMessageContaining("cannot be issued");
    }
    assertThat(claims.waiting).isEqualTo(failing);

    claims.failing.clear();
    signer.signWaiting();
    signer.signWaiting();
    assertThat(claims.waiting).isEmpty();
  }

  private static List<UUID> ids(long from, int count) {
    return LongStream.range(from, from + count).mapToObj(id -> new UUID(0, id)).toList();
  }

  /** Customers that wait, the oldest first; of some no license can be issued. */
  private static final class Claims extends ClaimRepository {

    final List<UUID> waiting = new ArrayList<>();
    final List<UUID> failing = new ArrayList<>();

    Claims() {
      super(null);
    }

    @Override
    List<UUID> customersWaiting(int limit, Collection<UUID> others) {
      return waiting.stream().filter(id -> !others.contains(id)).limit(limit).toList();
    }

    @Override
    List<UUID> lockUnsigned(UUID customerId) {
      if (failing.contains(customerId)) {
        throw new IllegalStateException("cannot be issued");
      }
      waiting.remove(customerId);
      return List.of();
    }
  }

  private static final class NoTransactions implements PlatformTransactionManager {

    @Override
    public TransactionStatus getTransaction(TransactionDefinition definition) {
      return new SimpleTransactionStatus();
    }

    @Override
    public void commit(TransactionStatus status) {}

    @Override
    public void rollback(TransactionStatus status) {}
  }
}
