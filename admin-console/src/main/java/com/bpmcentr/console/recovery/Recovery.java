package com.bpmcentr.console.recovery;

import com.bpmcentr.console.audit.AuditLog;
import com.bpmcentr.console.audit.AuditWatch;
import com.bpmcentr.console.config.ConsoleStartException;
import com.bpmcentr.console.connector.ConnectorPolicies;
import com.bpmcentr.console.issuing.LicenseIssuer;
import com.bpmcentr.console.publishing.NewEpoch;
import com.bpmcentr.console.publishing.Publisher;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.LicenseVerifier;
import com.bpmcentr.license.SetTree;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * After a database was set back: writes what edges have seen signed since back into the business
 * tables, begins a new epoch and issues again what edges may hold otherwise. All changes are one
 * transaction: they are made or nothing is, and it may be run again, also where it was killed.
 */
@Component
public class Recovery {

  private static final Actor OPERATOR = Actor.system("recover");

  private final NewEpoch epochs;
  private final RecoveredRows rows;
  private final LicenseVerifier verifier;
  private final LicenseIssuer licenses;
  private final ConnectorPolicies connectors;
  private final AuditLog audit;
  private final AuditWatch auditWatch;
  private final Clock clock;
  private final TransactionTemplate transaction;

  Recovery(
      NewEpoch epochs,
      RecoveredRows rows,
      LicenseVerifier verifier,
      LicenseIssuer licenses,
      ConnectorPolicies connectors,
      AuditLog audit,
      AuditWatch auditWatch,
      Clock clock,
      PlatformTransactionManager transactions) {
    this.epochs = epochs;
    this.rows = rows;
    this.verifier = verifier;
    this.licenses = licenses;
    this.connectors = connectors;
    this.audit = audit;
    this.auditWatch = auditWatch;
    this.clock = clock;
    this.transaction = new TransactionTemplate(transactions);
  }

  /**
   * What was done.
   *
   * @param files how many files of edges were read
   * @param damaged those of them that break off before their end; a journal may, where its edge was
   *     killed
   * @param refused documents in them that no trusted key had signed
   * @param restored subjects that were newer there than in the business tables
   * @param reissued documents in the new epoch
   * @param position where the feed now is
   */
  public record Outcome(
      int files,
      List<Path> damaged,
      long refused,
      List<String> restored,
      long reissued,
      FeedPosition position) {}

  /**
   * Recovers.
   *
   * @param folder below which copies of edges' folders lie
   * @param acceptLoss whether to go on though nothing there reaches as far as this console had
   *     published: what came after is lost then
   * @throws ConsoleStartException when it does not reach as far, or somebody else is at work;
   *     nothing was changed then
   */
  public Outcome run(Path folder, boolean acceptLoss) throws IOException {
    epochs.requireAlone();
    List<Path> files = EdgeFiles.below(folder);
    List<Path> damaged = new ArrayList<>();
    Found found = inTransaction(() -> new Found(epochs.standing(), rows.counts().issued()));
    // Outside a transaction: verifying what edges hold may take minutes.
    Evidence evidence = new Evidence(verifier, found.issued);
    read(files, evidence, damaged);
    for (Path holder : holders(files)) {
      evidence.reaches(FolderReach.of(holder, verifier));
    }
    Ended ended = inTransaction(() -> recover(found, evidence, damaged, acceptLoss));
    epochs.keep(ended.run);
    auditWatch.beginAnew();
    return new Outcome(
        files.size(), damaged, ended.refused, ended.restored, ended.position.seq(), ended.position);
  }

  private static Set<Path> holders(List<Path> files) {
    return files.stream().map(Path::getParent).collect(Collectors.toCollection(TreeSet::new));
  }

  private static void read(List<Path> files, Evidence evidence, List<Path> damaged) {
    for (Path file : files) {
      try {
        if (!EdgeFiles.read(file, evidence::take)) {
          damaged.add(file);
        }
      } catch (IOException e) {
        throw new ConsoleStartException(file + " cannot be read", e);
      }
    }
  }

  private <T> T inTransaction(Supplier<T> work) {
    return Objects.requireNonNull(transaction.execute(_ -> work.get()));
  }

  /** How the database was before anything was changed. */
  private record Found(NewEpoch.Standing standing, SetTree issued) {}

  private record Ended(
      NewEpoch.Run run, long refused, List<String> restored, FeedPosition position) {}

  private Ended recover(Found found, Evidence evidence, List<Path> damaged, boolean acceptLoss) {
    NewEpoch.Standing standing = found.standing;
    long lost = lost(standing, evidence);
    if (lost > 0 && !acceptLoss) {
      FeedPosition newest = FeedPosition.later(standing.signed(), evidence.newest());
      throw new ConsoleStartException(
          "this console had published up to "
              + standing.seen()
              + ", and what is whole and signed by a trusted key reaches up to "
              + (newest == null ? "nothing" : newest)
              + ": find a newer snapshot of an edge"
              + (damaged.isEmpty() ? "" : "; these break off before their end: " + damaged));
    }
    Restoration restoration = new Restoration(rows, found.issued);
    evidence.bySubject().values().forEach(restoration::restore);
    restoration.finish();
    boolean anew = lost > 0 || !standing.whole();
    if (lost > 0) {
      rows.counts().countOn(lost);
    }
    audit.recordAll(OPERATOR, restoration.changes());

    List<String> policies = anew ? rows.counts().connectors() : restoration.connectors();
    List<UUID> customers = anew ? rows.counts().customers() : restoration.customers();
    NewEpoch.Run run = epochs.begin(standing, epochAfter(standing, evidence), anew);
    Instant now = clock.instant();
    policies.stream()
        .gather(Gatherers.windowFixed(Publisher.MOST_DOCUMENTS))
        .forEach(block -> run.add(connectors.policies(block, now)));
    customers.stream()
        .gather(Gatherers.windowFixed(Publisher.MOST_DOCUMENTS))
        .forEach(block -> run.add(licenses.licenses(block)));
    return new Ended(run, evidence.refused(), restoration.restored(), run.end());
  }

  /** How many entries may have been published that nothing here tells of. */
  private static long lost(NewEpoch.Standing standing, Evidence evidence) {
    FeedPosition seen = standing.seen();
    FeedPosition newest = FeedPosition.later(standing.signed(), evidence.newest());
    if (seen == null || (newest != null && newest.compareTo(seen) >= 0)) {
      return 0;
    }
    return newest == null || newest.epoch() < seen.epoch()
        ? seen.seq() + 1
        : seen.seq() - newest.seq();
  }

  private static long epochAfter(NewEpoch.Standing standing, Evidence evidence) {
    FeedPosition told =
        FeedPosition.later(
            standing.seen(), FeedPosition.later(standing.signed(), evidence.highest()));
    // the head's row goes forward only, whoever has moved it
    FeedPosition highest = FeedPosition.later(standing.headPosition(), told);
    return highest == null ? 1 : highest.epoch() + 1;
  }
}
