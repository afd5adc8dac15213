package com.bpmcentr.console.audit;

import static com.bpmcentr.console.Business.owner;
import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.Business;
import com.bpmcentr.console.audit.AuditLog.Change;
import com.bpmcentr.console.audit.AuditVerification.Contradicted;
import com.bpmcentr.console.audit.AuditVerification.Intact;
import com.bpmcentr.console.operation.Facts;
import com.bpmcentr.console.publishing.SignedAudit;
import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.license.Hash;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class AuditWatchIT {

  @TempDir private Path folder;
  private Business business;
  private AuditWatch watch;
  private AuditChain chain;

  @BeforeEach
  void open() {
    business = Business.open();
    StaticListableBeanFactory beans = new StaticListableBeanFactory();
    beans.addBean("witness", new AuditWitness(folder));
    AuditRepository repository = business.part(AuditRepository.class);
    watch =
        new AuditWatch(
            repository,
            beans.getBeanProvider(AuditWitness.class),
            beans.getBeanProvider(SignedAudit.class));
    chain = new AuditChain(repository, watch, Optional::empty);
    IntStream.range(0, 6).forEach(_ -> business.newCustomer());
  }

  @AfterEach
  void close() {
    business.close();
  }

  /** Whoever owns the database can make the log look whole at any of its entries. */
  @Test
  void verify_endCutOffAndHeadSetBack_isContradictedByWhatWasNoted() throws Exception {
    watch.look();
    String noted = Files.readString(folder.resolve("audit-head"));
    assertThat(noted).startsWith("7 ");
    assertThat(chain.verify()).isEqualTo(new Intact(7));

    cutOffAfter(4);

    assertThat(business.audit.verify(owner()).orElseThrow()).isEqualTo(new Intact(4));
    assertThat(chain.verify()).isEqualTo(new Contradicted(4));
    watch.look();
    assertThat(Files.readString(folder.resolve("audit-head"))).isEqualTo(noted);

    IntStream.range(0, 6).forEach(_ -> business.newCustomer());
    watch.look();
    assertThat(chain.verify()).isEqualTo(new Contradicted(10));
  }

  @Test
  void beginAnew_afterTheOperatorHasSetItBack_goesOnFromThere() {
    watch.look();
    cutOffAfter(4);

    watch.beginAnew();
    assertThat(chain.verify()).isEqualTo(new Intact(4));
    business.newCustomer();
    watch.look();
    assertThat(chain.verify()).isEqualTo(new Intact(5));
  }

  @Test
  void verify_endCutOffAndHeadSetBack_isContradictedByWhatWasSigned() {
    AuditRepository repository = business.part(AuditRepository.class);
    Hash head = repository.end().head().hash();
    AuditChain signed = new AuditChain(repository, watch, () -> Optional.of(head));
    assertThat(signed.verify()).isEqualTo(new Intact(7));

    cutOffAfter(4);

    assertThat(signed.verify()).isEqualTo(new Contradicted(4));
  }

  /** Nobody asks for it, and the head is as it was signed. */
  @Test
  void look_entryChangedBelowTheHead_isFoundUntilItIsAsItWas() throws Exception {
    assertThat(watch.look()).isEmpty();
    String noted = Files.readString(folder.resolve("audit-head"));
    setName("actor_name || '!'");
    business.newCustomer();

    assertThat(watch.look()).isEqualTo(OptionalLong.of(4));
    assertThat(watch.look()).isEqualTo(OptionalLong.of(4));
    assertThat(Files.readString(folder.resolve("audit-head"))).isEqualTo(noted);

    setName("rtrim(actor_name, '!')");
    assertThat(watch.look()).isEmpty();
    assertThat(Files.readString(folder.resolve("audit-head"))).startsWith("8 ");
  }

  @Test
  void look_moreEntriesThanAPieceHas_goesOnWhereItWasAndBeginsAgain() {
    recordAsManyAs(AuditWalk.ROWS_AT_ONCE);
    assertThat(watch.look()).isEmpty();
    setName("actor_name || '!'");

    assertThat(watch.look()).as("the rest").isEmpty();
    assertThat(watch.look()).as("from the beginning").isEqualTo(OptionalLong.of(4));
  }

  /** In the operator's name: only what comes after it is looked at from then on. */
  @Test
  void beginAnew_overAnEntryThatWasChanged_takesTheLogAsItIs() {
    setName("actor_name || '!'");
    assertThat(watch.look()).isEqualTo(OptionalLong.of(4));

    watch.beginAnew();

    assertThat(watch.look()).isEmpty();
    business.newCustomer();
    business.newCustomer();
    assertThat(watch.look()).isEmpty();
    business
        .sql(DatabaseRole.OWNER)
        .sql("update audit_entry set reason = 'x' where seq = 8")
        .update();
    assertThat(watch.look()).isEqualTo(OptionalLong.of(8));
    assertThat(chain.verify()).isEqualTo(new AuditVerification.Broken(4));
  }

  private void recordAsManyAs(int entries) {
    Change change = new Change(Attempt.on("customer", "1", "update"), Facts.NONE, Facts.NONE);
    new TransactionTemplate(business.part(PlatformTransactionManager.class))
        .executeWithoutResult(
            _ ->
                business
                    .part(AuditLog.class)
                    .recordAll(owner(), Collections.nCopies(entries, change)));
  }

  private void setName(String expression) {
    int changed =
        business
            .sql(DatabaseRole.OWNER)
            .sql("update audit_entry set actor_name = " + expression + " where seq = 4")
            .update();
    assertThat(changed).isOne();
  }

  private void cutOffAfter(long seq) {
    var sql = business.sql(DatabaseRole.OWNER);
    sql.sql(
            "update audit_head set (seq, hash) = (select seq, hash from audit_entry where seq = :s)")
        .param("s", seq)
        .update();
    sql.sql("delete from audit_entry where seq > :s").param("s", seq).update();
  }
}
