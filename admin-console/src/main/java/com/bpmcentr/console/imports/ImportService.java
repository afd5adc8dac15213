package com.bpmcentr.console.imports;

import static com.bpmcentr.console.staff.Permission.IMPORT;
import static com.bpmcentr.console.staff.Permission.READ;

import com.bpmcentr.console.audit.Attempt;
import com.bpmcentr.console.audit.AuditLog;
import com.bpmcentr.console.audit.AuditedOperations;
import com.bpmcentr.console.job.Jobs;
import com.bpmcentr.console.job.NewJob;
import com.bpmcentr.console.job.Requester;
import com.bpmcentr.console.job.Requesters;
import com.bpmcentr.console.operation.Facts;
import com.bpmcentr.console.operation.Ids;
import com.bpmcentr.console.operation.InvalidKey;
import com.bpmcentr.console.operation.ListFields;
import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Page;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.secret.SecretSeal;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.staff.Permission;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Bulk imports: received, watched, and the keys they made fetched once. */
@Service
public final class ImportService {

  /** How long generated keys wait to be fetched. */
  public static final Duration KEYS_KEPT_FOR = Duration.ofDays(7);

  private static final int KEYS_AT_ONCE = 500;
  private static final String TYPE = "import";

  public static final ListFields FIELDS = ImportQuery.IMPORTS.fields();

  private final AuditedOperations operations;
  private final AuditLog audit;
  private final ImportRepository imports;
  private final ImportQuery query;
  private final ImportIntake intake;
  private final ImportForesight foresight;
  private final GeneratedKeyRepository generatedKeys;
  private final SecretSeal seal;
  private final Jobs jobs;
  private final Requesters requesters;
  private final ImportLimits limits;
  private final TransactionTemplate transaction;
  private final Ids ids;
  private final Clock clock;

  ImportService(
      AuditedOperations operations,
      AuditLog audit,
      ImportRepository imports,
      ImportQuery query,
      ImportIntake intake,
      ImportForesight foresight,
      GeneratedKeyRepository generatedKeys,
      SecretSeal seal,
      Jobs jobs,
      Requesters requesters,
      ImportLimits limits,
      PlatformTransactionManager transactions,
      Ids ids,
      Clock clock) {
    this.operations = operations;
    this.audit = audit;
    this.imports = imports;
    this.query = query;
    this.intake = intake;
    this.foresight = foresight;
    this.generatedKeys = generatedKeys;
    this.seal = seal;
    this.jobs = jobs;
    this.requesters = requesters;
    this.limits = limits;
    this.transaction = new TransactionTemplate(transactions);
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Receives lines to the stream's end; then a job imports them. Until then nothing is imported: a
   * stream that breaks off leaves nothing behind but the word that it did.
   *
   * @throws IOException when the stream breaks off
   */
  public Result<Import> receive(Actor actor, InputStream body) throws IOException {
    UUID id = ids.next();
    Attempt attempt = Attempt.on(TYPE, id, "create");
    LineReader lines = new LineReader(body, limits, System::nanoTime);
    LineReader.Line first = actor.may(IMPORT) ? lines.next() : null;
    if (first == null) {
      return operations.change(actor, IMPORT, attempt, ImportService::withoutLines);
    }
    Result<UUID> begun = operations.change(actor, IMPORT, attempt, () -> begin(id, actor));
    if (begun instanceof Result.Refused<UUID>(Refusal refusal)) {
      return Result.refused(refusal);
    }
    boolean whole = false;
    try {
      ImportIntake.Received received = intake.takeIn(id, lines, first);
      Result<Import> accepted =
          operations.change(actor, IMPORT, attempt, () -> accept(id, actor, attempt, received));
      whole = accepted instanceof Result.Done<Import>;
      return accepted;
    } finally {
      if (!whole) {
        transaction.executeWithoutResult(_ -> imports.breakOff(id, clock.instant()));
      }
    }
  }

  /**
   * What {@link #receive} would make of the lines if they were imported now; nothing of them is
   * kept.
   *
   * @throws IOException when the stream breaks off
   */
  public Result<ImportPreview> preview(Actor actor, InputStream body) throws IOException {
    Attempt attempt = Attempt.on(TYPE, "new", "preview");
    LineReader lines = new LineReader(body, limits, System::nanoTime);
    LineReader.Line first = actor.may(IMPORT) ? lines.next() : null;
    if (first == null) {
      return operations.read(actor, IMPORT, attempt, ImportService::withoutLines);
    }
    return foresight.look(lines, first).map(Result::done).orElseGet(this::tooManyLines);
  }

  private static <T> Result<T> withoutLines() {
    return Result.refused(new Refusal.Invalid("body", InvalidKey.NO_LINES));
  }

  private <T> Result<T> tooManyLines() {
    return Result.refused(new Refusal.LimitReached("import-lines", (int) limits.lines()));
  }

  /** Reads as much as an import would, and does nothing with it. */
  public void passOver(InputStream body) throws IOException {
    LineReader lines = new LineReader(body, limits, System::nanoTime);
    LineReader.Line line = lines.next();
    while (line != null && line.number() <= limits.lines()) {
      line = lines.next();
    }
  }

  public Result<Import> get(Actor actor, UUID id) {
    return operations.read(
        actor, READ, Attempt.on(TYPE, id, "get"), () -> Result.found(query.find(id), TYPE, id));
  }

  /** By {@link #FIELDS}. */
  public Result<Page<Import>> list(Actor actor, ListQuery asked) {
    return operations.read(actor, READ, Attempt.on(TYPE, "all", "list"), () -> query.list(asked));
  }

  /** The lines that were not imported, in their order. No filters and no sorts. */
  public Result<Page<RefusedLine>> refusedLines(Actor actor, UUID id, ListQuery asked) {
    return operations.read(
        actor,
        READ,
        Attempt.on(TYPE, id, "refused-lines"),
        () -> {
          if (!asked.filters().isEmpty()) {
            String field = asked.filters().keySet().iterator().next();
            return Result.refused(new Refusal.Invalid(field, InvalidKey.FILTER, List.of("-")));
          }
          if (!asked.sort().isEmpty()) {
            return Result.refused(new Refusal.Invalid("sort", InvalidKey.SORT, List.of("-")));
          }
          return Result.found(query.find(id), TYPE, id).map(_ -> query.refusedLines(id, asked));
        });
  }

  /** Records that all refused lines leave as a file, with the addresses in them. */
  Result<UUID> noteDownload(Actor actor, UUID id) {
    Attempt attempt = Attempt.on(TYPE, id, "export");
    return operations.change(
        actor,
        READ,
        attempt,
        () -> {
          audit.record(actor, attempt, Facts.NONE, Facts.NONE.with("list", "refused-lines"));
          return Result.done(id);
        });
  }

  /** Keys on their way out; each part that was read is gone for everybody else. */
  public interface KeyParts {

    /**
     * The next keys; none: that was all.
     *
     * @throws IOException when who fetches them may do so no more; these are not read then
     */
    List<GeneratedKey> next() throws IOException;
  }

  /**
   * The keys that the import made, which can be fetched once and within {@link #KEYS_KEPT_FOR}.
   * What was read of them is gone, also if the answer never arrives.
   */
  public Result<KeyParts> fetchKeys(Actor actor, UUID id) {
    Attempt attempt = Attempt.on(TYPE, id, "fetch-keys");
    return operations.change(
        actor,
        IMPORT,
        attempt,
        () ->
            Result.found(query.find(id), TYPE, id).flatMap(found -> keysOf(actor, attempt, found)));
  }

  /**
   * Told between the parts of what is long in going out.
   *
   * @throws IOException when the actor may do so no more
   */
  void requireStill(Actor actor, Instant asked, Permission permission) throws IOException {
    requesters.requireStill(actor, asked, permission);
  }

  /** Gives up what no longer comes in, and forgets keys that nobody fetched. */
  @Scheduled(fixedDelay = 30_000)
  void tidy() {
    Instant now = clock.instant();
    for (UUID id : imports.silentSince(now.minus(ImportLimits.LONGEST_SILENCE))) {
      transaction.executeWithoutResult(_ -> imports.breakOff(id, now));
    }
    generatedKeys.deleteOlderThan(now.minus(KEYS_KEPT_FOR));
  }

  private Result<UUID> begin(UUID id, Actor actor) {
    imports.insert(id, actor.name(), clock.instant());
    return Result.done(id);
  }

  private Result<Import> accept(
      UUID id, Actor actor, Attempt attempt, ImportIntake.Received received) {
    if (received.lines() > limits.lines()) {
      return tooManyLines();
    }
    if (!imports.endReceiving(id, clock.instant())) {
      throw new ImportGivenUpException();
    }
    jobs.accept(
        new NewJob(
            id,
            ImportJob.NAME,
            Requester.of(actor),
            null,
            Facts.NONE,
            received.lines() - received.malformed()));
    audit.record(
        actor,
        attempt,
        Facts.NONE,
        Facts.NONE.with("lines", received.lines()).with("refused", received.malformed()));
    return Result.done(query.find(id).orElseThrow());
  }

  private Result<KeyParts> keysOf(Actor actor, Attempt attempt, Import found) {
    if (!found.state().isOver()) {
      return Result.refused(new Refusal.StateForbids(found.state().wireName(), "fetch-keys"));
    }
    if (found.keysToFetch() == 0) {
      return Result.refused(
          new Refusal.StateForbids("without-keys", "fetch-keys", "instead.rotate"));
    }
    audit.record(actor, attempt, Facts.NONE, Facts.NONE.with("keys", found.keysToFetch()));
    Instant asked = clock.instant();
    return Result.done(
        () -> {
          requireStill(actor, asked, IMPORT);
          return take(found.id());
        });
  }

  /** Opened before they are gone: what a pepper is missing for can be fetched when it is back. */
  private List<GeneratedKey> take(UUID id) {
    return transaction.execute(
        _ -> generatedKeys.take(id, KEYS_AT_ONCE).stream().map(this::open).toList());
  }

  private GeneratedKey open(GeneratedKeyRepository.SealedKey key) {
    return new GeneratedKey(
        key.id(),
        key.externalId(),
        key.customerId(),
        key.name(),
        key.environment(),
        seal.open(key.sealed(), key.id()));
  }
}
