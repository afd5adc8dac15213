package com.bpmcentr.loadtests.bench.scenario;

import com.bpmcentr.loadtests.bench.report.MarkdownTable;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Many yearly subscriptions whose renewal comes near at the same moment: each is to get an invoice
 * and a notice. Single revocations meanwhile tell whether publishing waits for it.
 */
final class RenewalsDue {
  private static final String CONNECTOR = "meest";
  private static final ZoneId ZONE = ZoneId.of("Europe/Kyiv");

  /**
   * As the settings are: the invoice of a year is issued, and the notice given, that long ahead.
   */
  private static final Duration AHEAD = Duration.ofDays(14);

  /** Until they are imported: how many seconds at least, and so many of them for one more. */
  private static final int LEAST_SECONDS = 15;

  private static final int A_SECOND = 500;

  private static final long SINGLE_EVERY_NANOS = 100_000_000;
  private static final int SINGLES_BEFORE = 50;
  private static final int LEAST_SINGLES = 50;
  private static final int OF_THEM_A_SINGLE = 40;
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final AdminApi api;
  private final ChangeTimer timer;
  private final Connection superuser;
  private final int count;
  private final Samples callsBefore = new Samples();
  private final Samples before = new Samples();
  private final Samples callsMeanwhile = new Samples();
  private final Samples meanwhile = new Samples();

  private RenewalsDue(AdminApi api, ChangeTimer timer, Connection superuser, int count) {
    this.api = api;
    this.timer = timer;
    this.superuser = superuser;
    this.count = count;
  }

  /** Seconds from the moment at which all were due, by the clock. */
  private record Done(Duration first, Duration invoices, Duration notices) {}

  /**
   * @param firstSingle a number from which on there are no subscribers of that number
   */
  static void run(
      RunningSystem system,
      AdminApi api,
      ChangeTimer timer,
      int count,
      int firstSingle,
      ScenarioReport report)
      throws IOException, SQLException {
    try (Connection superuser = system.connectAsSuperuser()) {
      RenewalsDue due = new RenewalsDue(api, timer, superuser, count);
      Done done = due.measure(firstSingle);
      due.say(done, report);
    }
  }

  private Done measure(int firstSingle) throws IOException, SQLException {
    List<Subscriber> singles =
        Subscriber.createAll(
            api, firstSingle, SINGLES_BEFORE + LEAST_SINGLES + count / OF_THEM_A_SINGLE);
    for (Subscriber single : singles.subList(0, SINGLES_BEFORE)) {
      long next = System.nanoTime() + SINGLE_EVERY_NANOS;
      revoke(single, callsBefore, before);
      Pauses.until(next);
    }
    Instant dueAt =
        Instant.now().plusSeconds(LEAST_SECONDS + count / A_SECOND).truncatedTo(ChronoUnit.SECONDS);
    Instant endsAt = dueAt.plus(AHEAD);
    ImportRun.of(
        api,
        new ImportLines("due", CONNECTOR, count, endsAt.atZone(ZONE).minusYears(1).toInstant())
            .toBody());
    if (Instant.now().isAfter(dueAt)) {
      throw new IOException("the import took longer than until they were due");
    }
    Pauses.until(System.nanoTime() + Duration.between(Instant.now(), dueAt).toNanos());
    return untilDone(dueAt, endsAt, singles.subList(SINGLES_BEFORE, singles.size()));
  }

  /** Revokes one after the other until all that was due is done. */
  private Done untilDone(Instant dueAt, Instant endsAt, List<Subscriber> singles)
      throws IOException, SQLException {
    Duration first = Duration.ZERO;
    Duration invoices = Duration.ZERO;
    Duration notices = Duration.ZERO;
    int next = 0;
    while (invoices.isZero() || notices.isZero()) {
      long again = System.nanoTime() + SINGLE_EVERY_NANOS;
      int invoiced =
          count(
              "select count(*) from invoice where due_at = ? and paid_at is null and voided_at is null",
              endsAt);
      int told = count("select count(*) from subscription_event where due_at = ?", dueAt);
      Duration since = Duration.between(dueAt, Instant.now());
      first = first.isZero() && invoiced + told > 0 ? since : first;
      invoices = invoices.isZero() && invoiced == count ? since : invoices;
      notices = notices.isZero() && told == count ? since : notices;
      if (since.compareTo(PATIENCE) > 0) {
        throw new IOException(
            "%,d invoices and %,d notices of %,d after %s".formatted(invoiced, told, count, since));
      }
      // what waits for its round is not yet at work
      if (!first.isZero() && next < singles.size()) {
        revoke(singles.get(next++), callsMeanwhile, meanwhile);
      }
      Pauses.until(again);
    }
    return new Done(first, invoices, notices);
  }

  private void revoke(Subscriber single, Samples calls, Samples untilDenied) throws IOException {
    ChangeTimer.Times times = timer.make(Withdrawal.REVOKE, single);
    calls.add(times.call());
    untilDenied.add(times.untilDenied());
  }

  private int count(String sql, Instant at) throws SQLException {
    try (PreparedStatement statement = superuser.prepareStatement(sql)) {
      statement.setObject(1, at.atOffset(ZoneOffset.UTC));
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  private void say(Done done, ScenarioReport report) throws IOException {
    report.say(
        ("%,d renewals come near at the same second, %d days ahead. A console looks every ten"
                + " seconds. Every subscription gets an invoice and its customer a notice, by"
                + " blocks of a hundred in a transaction each; looked at ten times a second.")
            .formatted(count, AHEAD.toDays()));
    report.table(
        new MarkdownTable("all at once due, s", "from when they were due", "from the first on")
            .row("the first is done", seconds(done.first()), "")
            .row(row("all have an invoice", done.first(), done.invoices()))
            .row(row("all are told", done.first(), done.notices())));
    report.table(
        new MarkdownTable("a single revocation, ms", "samples", "min", "p50", "p99", "max")
            .row(row("the call, before", callsBefore))
            .row(row("the call, meanwhile", callsMeanwhile))
            .row(row("from its answer to denied on every edge, before", before))
            .row(row("from its answer to denied on every edge, meanwhile", meanwhile)));
  }

  private static String[] row(String what, Duration first, Duration all) {
    return new String[] {what, seconds(all), seconds(all.minus(first))};
  }

  private static String seconds(Duration time) {
    return ScenarioReport.seconds(time.toNanos());
  }

  private static String[] row(String what, Samples nanos) {
    return new String[] {
      what,
      "%,d".formatted(nanos.size()),
      ScenarioReport.millis(nanos.min()),
      ScenarioReport.millis(nanos.median()),
      ScenarioReport.millis(nanos.percentile(99)),
      ScenarioReport.millis(nanos.max())
    };
  }
}
