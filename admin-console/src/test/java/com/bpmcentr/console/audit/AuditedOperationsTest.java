package com.bpmcentr.console.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.publishing.Publisher;
import com.bpmcentr.console.publishing.SignedDocuments;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.staff.Origin;
import com.bpmcentr.console.staff.Permission;
import com.bpmcentr.console.staff.Role;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.SubjectDocument;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

class AuditedOperationsTest {

  /** A customer could still be made on a database that was behind what had been published. */
  @Test
  void change_feedIsClosed_doesNotBegin() {
    AtomicBoolean begun = new AtomicBoolean();
    AuditedOperations operations =
        new AuditedOperations(null, new ClosedFeed(), new Transactions(begun));
    Actor owner = new Actor(null, "owner", Role.OWNER, Origin.API, null);

    assertThatThrownBy(
            () ->
                operations.change(
                    owner,
                    Permission.MANAGE_CUSTOMERS,
                    Attempt.on("customer", "new", "create"),
                    () -> Result.done("made")))
        .hasMessage("closed");
    assertThat(begun).isFalse();
  }

  /** Who had no right to it went unrecorded while the feed was closed. */
  @Test
  void change_feedIsClosedAndTheActorMayNot_isRefusedAndRecorded() {
    AtomicBoolean recorded = new AtomicBoolean();
    AuditLog log =
        new AuditLog(null, null) {
          @Override
          public void refused(Actor actor, Attempt attempt, Refusal refusal) {
            recorded.set(true);
          }
        };
    AuditedOperations operations =
        new AuditedOperations(log, new ClosedFeed(), new Transactions(new AtomicBoolean()));
    Actor auditor = new Actor(null, "auditor", Role.AUDITOR, Origin.API, null);

    Result<String> refused =
        operations.change(
            auditor,
            Permission.REVOKE,
            Attempt.on("customer", "new", "create"),
            () -> Result.done("made"));

    assertThat(refused).isEqualTo(Result.refused(new Refusal.Forbidden(Permission.REVOKE)));
    assertThat(recorded).isTrue();
  }

  private static final class ClosedFeed implements Publisher {

    @Override
    public void requireOpen() {
      throw new IllegalStateException("closed");
    }

    @Override
    public SignedDocuments sign(List<? extends SubjectDocument> documents) {
      throw new AssertionError("nothing may be signed");
    }

    @Override
    public SignedDocuments prepare(List<? extends SubjectDocument> documents) {
      throw new AssertionError("nothing may be prepared");
    }

    @Override
    public FeedPosition publish(SignedDocuments documents) {
      throw new AssertionError("nothing may be published");
    }
  }

  private static final class Transactions extends AbstractPlatformTransactionManager {

    private final AtomicBoolean begun;

    Transactions(AtomicBoolean begun) {
      this.begun = begun;
    }

    @Override
    protected Object doGetTransaction() {
      return begun;
    }

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {
      begun.set(true);
    }

    @Override
    protected void doCommit(DefaultTransactionStatus status) {
      // nothing to commit
    }

    @Override
    protected void doRollback(DefaultTransactionStatus status) {
      // nothing to roll back
    }
  }
}
