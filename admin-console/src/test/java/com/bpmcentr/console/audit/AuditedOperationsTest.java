package com.bpmcentr.console.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bpmcentr.console.SourceCalls;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.publishing.Publisher;
import com.bpmcentr.console.publishing.SignedDocuments;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.staff.Origin;
import com.bpmcentr.console.staff.Permission;
import com.bpmcentr.console.staff.Role;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.Hash;
import com.bpmcentr.license.SubjectDocument;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

class AuditedOperationsTest {

  private static final Attempt LOOK = Attempt.on("usage", "all", "list");

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

  /** Who repeats the call must not be told that nobody knows what became of it. */
  @Test
  void change_databaseCannotBeReached_saysThatItDidNotBegin() {
    AuditedOperations operations =
        new AuditedOperations(
            null,
            new ClosedFeed() {
              @Override
              public void requireOpen() {
                // It is.
              }
            },
            new Transactions(new AtomicBoolean()) {
              @Override
              protected void doBegin(Object transaction, TransactionDefinition definition) {
                throw new CannotCreateTransactionException("all connections are taken");
              }
            });
    Actor owner = new Actor(null, "owner", Role.OWNER, Origin.API, null);

    assertThatThrownBy(
            () ->
                operations.change(
                    owner,
                    Permission.MANAGE_CUSTOMERS,
                    Attempt.on("customer", "new", "create"),
                    () -> Result.done("made")))
        .isInstanceOf(ChangeNotBegunException.class);
  }

  /** Each took a connection for as long as a log of years takes to read. */
  @Test
  void verify_whileAnotherIsRunning_isRefused() {
    Actor owner = new Actor(null, "owner", Role.OWNER, Origin.API, null);
    AuditedOperations operations =
        new AuditedOperations(null, new ClosedFeed(), new Transactions(new AtomicBoolean()));
    AtomicReference<Result<AuditVerification>> meanwhile = new AtomicReference<>();
    AtomicReference<AuditService> service = new AtomicReference<>();
    AuditChain chain =
        new AuditChain(null, null, (Supplier<Optional<Hash>>) null) {
          @Override
          AuditVerification verify() {
            meanwhile.set(service.get().verify(owner));
            return new AuditVerification.Intact(1);
          }
        };
    service.set(new AuditService(operations, null, chain));

    assertThat(service.get().verify(owner)).isEqualTo(Result.done(new AuditVerification.Intact(1)));
    assertThat(meanwhile.get())
        .isEqualTo(Result.refused(new Refusal.StateForbids("running", "verify-chain")));
    assertThat(service.get().verify(owner)).isInstanceOf(Result.Done.class);
  }

  /** Twenty of them left no connection to whoever publishes. */
  @Test
  void readMuch_whileAsManyRunAsMay_isRefusedWithoutATransaction() {
    Actor owner = new Actor(null, "owner", Role.OWNER, Origin.API, null);
    AtomicBoolean begun = new AtomicBoolean();
    AuditedOperations operations =
        new AuditedOperations(
            null, new ClosedFeed(), new Transactions(begun), Duration.ofMinutes(1), Duration.ZERO);

    Result<String> read =
        within(
            AuditedOperations.MUCH_AT_ONCE,
            operations,
            owner,
            () -> {
              begun.set(false);
              assertThatThrownBy(() -> within(1, operations, owner, () -> Result.done("more")))
                  .isInstanceOf(BusyReadingException.class);
              assertThat(begun).isFalse();
              assertThat(operations.read(owner, Permission.READ, LOOK, () -> Result.done("short")))
                  .isEqualTo(Result.done("short"));
              return Result.done("read");
            });

    assertThat(read).isEqualTo(Result.done("read"));
    assertThat(within(1, operations, owner, () -> Result.done("again")))
        .isEqualTo(Result.done("again"));
  }

  /** As the documents say it: which reads are held back, and how many of them are not. */
  @Test
  void readMuch_usageSigningKeysAndAConnectorsUse_areReadSixAtOnce() {
    assertThat(AuditedOperations.MUCH_AT_ONCE).isEqualTo(6);
    assertThat(SourceCalls.of("readMuch").stream().map(call -> call.written(2)))
        .contains(
            "UsageService: LIST",
            "UsageService: Attempt.on(\"connector\", connectorId, \"blast-radius\")",
            "SigningKeyService: LIST");
  }

  private static Result<String> within(
      int times, AuditedOperations operations, Actor actor, Supplier<Result<String>> innermost) {
    return times == 0
        ? innermost.get()
        : operations.readMuch(
            actor, Permission.READ, LOOK, () -> within(times - 1, operations, actor, innermost));
  }

  /** A secret in a reason, or where an e-mail address belongs, stayed in the log for good. */
  @Test
  void attempt_withASecretInIt_keepsItsPrefix() {
    String key = "bpm_prod_" + "A1b2C3d4".repeat(5);

    Attempt attempt =
        Attempt.on("customer", key, "create").because("posted " + key + " in a forum");

    assertThat(attempt.targetId()).isEqualTo("bpm_prod_A1b2C3");
    assertThat(attempt.reason()).isEqualTo("posted bpm_prod_A1b2C3 in a forum");
    assertThat(attempt.because("access token bpm_adm_AbCd…, no reason given").reason())
        .isEqualTo("access token bpm_adm_AbCd…, no reason given");
  }

  private static class ClosedFeed implements Publisher {

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

  private static class Transactions extends AbstractPlatformTransactionManager {

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
