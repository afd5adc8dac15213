package com.bpmcentr.console.publishing;

import com.bpmcentr.console.config.ConsoleConfig;
import com.bpmcentr.console.config.DatabaseUrl;
import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.demo.postgres.LicenseDatabase;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.Keyring;
import com.bpmcentr.license.LicenseVerifier;
import com.bpmcentr.license.MalformedException;
import com.bpmcentr.license.SubjectDocument;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The publishing part of one console, put together by hand; several can share a database. It starts
 * in a fiftieth of the time of a whole one.
 */
public final class PublishingConsole implements AutoCloseable {

  final AdjustableClock clock = new AdjustableClock();
  final PublishingAlarms alarms = new PublishingAlarms(clock);
  final TransactionTemplate transaction;
  final JdbcTemplate jdbc;
  final FeedRepository feed;
  final FeedMirror mirror;
  final SignedAudit audit;
  final LastSigned lastSigned;
  final CheckpointRenewal renewal;
  final FeedRepair repair;
  final FeedWatch watch;
  final NewEpoch newEpoch;
  private final PgProgramLock programLock;
  private final HikariDataSource source;
  private final PositionFile positionFile;
  private final FeedPublisher publisher;
  private final FeedOpening opening;

  PublishingConsole(LicenseDatabase database, Path stateFolder) {
    this(database, stateFolder, TestSigning.K1, TestSigning.KEYRING);
  }

  PublishingConsole(
      LicenseDatabase database, Path stateFolder, SigningKey signingKey, Keyring keyring) {
    this(
        DatabaseUrl.parse("console", database.url(DatabaseRole.CONSOLE)),
        stateFolder,
        signingKey,
        keyring);
  }

  private PublishingConsole(
      DatabaseUrl database, Path stateFolder, SigningKey signingKey, Keyring keyring) {
    source = new HikariDataSource();
    source.setDataSource(database.dataSource());
    programLock = new PgProgramLock(database.dataSource());
    source.setMinimumIdle(0);
    JdbcTransactionManager transactions = new JdbcTransactionManager(source);
    LicenseVerifier verifier = new LicenseVerifier(keyring);
    ClockAgreement clocks = new ClockAgreement(clock, alarms);
    PgFeedWriter writer = new PgFeedWriter(new JdbcTemplate(source));
    transaction = new TransactionTemplate(transactions);
    jdbc = new JdbcTemplate(source);
    feed = new FeedRepository(source);
    SignedCheckpoints checkpoints = new SignedCheckpoints(feed, verifier);
    positionFile = new PositionFile(stateFolder, alarms);
    mirror = new FeedMirror(new CatchUp(feed, verifier, checkpoints, alarms), alarms, positionFile);
    lastSigned = new LastSigned(feed, verifier, alarms);
    audit = new SignedAudit(feed, checkpoints, alarms);
    publisher =
        new FeedPublisher(signingKey, lastSigned, feed, writer, mirror, audit, clocks, alarms);
    FeedComparison comparison = new FeedComparison(feed, mirror, lastSigned, verifier, alarms);
    repair = new FeedRepair(comparison, feed, writer, mirror, publisher, lastSigned, alarms);
    watch = new FeedWatch(repair, lastSigned, alarms, transactions);
    newEpoch =
        new NewEpoch(
            programLock, feed, writer, checkpoints, signingKey, clocks, mirror, positionFile);
    renewal =
        new CheckpointRenewal(
            feed,
            writer,
            checkpoints,
            signingKey,
            mirror,
            audit,
            clocks,
            alarms,
            transactions,
            clock);
    opening =
        new FeedOpening(
            new RunningConsole(programLock),
            feed,
            checkpoints,
            positionFile,
            mirror,
            alarms,
            transactions);
  }

  /**
   * As a console of that configuration would start.
   *
   * @throws com.bpmcentr.console.config.ConsoleStartException when it would not
   */
  public static PublishingConsole open(ConsoleConfig config)
      throws IOException, MalformedException, UnusableKeyException {
    Keyring keyring = Keyring.parse(Files.readAllBytes(config.keyring()));
    SigningKey signingKey =
        SigningKey.open(
            Files.readAllBytes(config.signingKey()), config.signingKeyPassphrase(), keyring);
    var console = new PublishingConsole(config.database(), config.stateDir(), signingKey, keyring);
    try {
      return console.open();
    } catch (RuntimeException e) {
      console.close();
      throw e;
    }
  }

  /** As the console does at its start. */
  PublishingConsole open() {
    opening.afterSingletonsInstantiated();
    return this;
  }

  /** In a transaction of its own. */
  FeedPosition publish(SubjectDocument... documents) {
    FeedPosition position = transaction.execute(_ -> publishInTransaction(List.of(documents)));
    if (position == null) {
      throw new IllegalStateException("publishing answers with a position");
    }
    return position;
  }

  FeedPosition publishInTransaction(List<? extends SubjectDocument> documents) {
    return publisher.publish(documents);
  }

  /** What it found wrong. */
  public List<PublishingAlarm.Kind> alarmKinds() {
    return alarms.active().stream().map(PublishingAlarm::kind).toList();
  }

  /** Stops, and has then written how far it has come. */
  @Override
  public void close() {
    positionFile.close();
    programLock.close();
    source.close();
  }
}
