package com.bpmcentr.console.imports;

import com.bpmcentr.console.apikey.ImportedKeys;
import com.bpmcentr.console.audit.Attempt;
import com.bpmcentr.console.audit.AuditLog;
import com.bpmcentr.console.customer.Customer;
import com.bpmcentr.console.customer.CustomerRepository;
import com.bpmcentr.console.customer.CustomerService;
import com.bpmcentr.console.imports.GeneratedKeyRepository.SealedKey;
import com.bpmcentr.console.imports.PreparedBlock.Newcomer;
import com.bpmcentr.console.issuing.LicenseIssuer;
import com.bpmcentr.console.operation.Facts;
import com.bpmcentr.console.operation.Ids;
import com.bpmcentr.console.operation.InvalidKey;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.publishing.Publisher;
import com.bpmcentr.console.secret.SecretSeal;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.subscription.ImportedSubscriptions;
import com.bpmcentr.console.subscription.ImportedSubscriptions.Offers;
import com.bpmcentr.console.subscription.ImportedSubscriptions.TakenOver;
import com.bpmcentr.license.KeyDigest;
import com.bpmcentr.license.License;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;

/**
 * Imports one block of lines: {@link #prepare} decides and signs ahead, {@link #write} adds the
 * rows in the block's transaction, and {@link #end} takes the locks that everybody waits for.
 */
@Component
final class BlockImporter {

  /** A block is one transaction of the feed. */
  static final int MOST_LINES = Publisher.MOST_DOCUMENTS;

  private final ImportRepository imports;
  private final GeneratedKeyRepository generatedKeys;
  private final BlockCodec codec;
  private final CustomerRepository customers;
  private final ImportedKeys keys;
  private final ImportedSubscriptions subscriptions;
  private final SecretSeal seal;
  private final AuditLog audit;
  private final Publisher publisher;
  private final Ids ids;
  private final Clock clock;

  BlockImporter(
      ImportRepository imports,
      GeneratedKeyRepository generatedKeys,
      BlockCodec codec,
      CustomerRepository customers,
      ImportedKeys keys,
      ImportedSubscriptions subscriptions,
      SecretSeal seal,
      AuditLog audit,
      Publisher publisher,
      Ids ids,
      Clock clock) {
    this.imports = imports;
    this.generatedKeys = generatedKeys;
    this.codec = codec;
    this.customers = customers;
    this.keys = keys;
    this.subscriptions = subscriptions;
    this.seal = seal;
    this.audit = audit;
    this.publisher = publisher;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * What became of a block.
   *
   * @param made the customers that are new
   */
  record Written(PreparedBlock block, List<Newcomer> made, int unchanged, int refused) {}

  /** Makes the first block after the line ready; needs no transaction. */
  Optional<PreparedBlock> prepare(UUID importId, long afterLine) {
    return imports.blockAfter(importId, afterLine).map(stored -> prepare(importId, stored));
  }

  private PreparedBlock prepare(UUID importId, ImportRepository.StoredBlock stored) {
    List<ImportLine> lines = codec.read(stored.lines());
    Instant now = clock.instant();
    Offers offers = subscriptions.offers();
    // Not the last word, which is spoken in the transaction; saves signing for who is known.
    Set<String> known = customers.externalIdsOf(externalIds(lines));
    List<Newcomer> newcomers = new ArrayList<>();
    List<RefusedLine> refused = new ArrayList<>();
    for (ImportLine line : lines) {
      if (!known.contains(line.externalId())) {
        prepare(importId, line, offers, now, newcomers, refused);
      }
    }
    return new PreparedBlock(
        stored.firstLine(),
        lines.getLast().number(),
        lines.size(),
        lines.size() - newcomers.size() - refused.size(),
        newcomers,
        refused,
        publisher.sign(newcomers.stream().map(newcomer -> license(newcomer, now)).toList()),
        offers,
        now);
  }

  private void prepare(
      UUID importId,
      ImportLine line,
      Offers offers,
      Instant now,
      List<Newcomer> newcomers,
      List<RefusedLine> refused) {
    UUID customerId = ids.next();
    List<TakenOver> taken = new ArrayList<>();
    Optional<RefusedLine> problem = takeOver(customerId, line, offers, now, taken);
    if (problem.isPresent()) {
      refused.add(problem.get());
      return;
    }
    Customer customer = new Customer(customerId, line.details(), null, line.externalId(), now, 0);
    List<ImportedKeys.Made> made =
        line.keys().stream()
            .map(key -> keys.make(customerId, key.asked(), key.given(), now))
            .toList();
    AuditLog.Change change = change(importId, line, customer, made, taken);
    newcomers.add(new Newcomer(line, customer, made, taken, change));
  }

  /**
   * What would become of lines now.
   *
   * @param newcomers the lines whose customers would be new
   */
  record Foreseen(List<ImportLine> newcomers, List<RefusedLine> refused) {}

  /** Decides as an import would, does nothing, and needs no transaction. */
  Foreseen foresee(List<ImportLine> lines) {
    Instant now = clock.instant();
    Offers offers = subscriptions.offers();
    Set<String> known = customers.externalIdsOf(externalIds(lines));
    Taken taken = taken(lines);
    List<ImportLine> newcomers = new ArrayList<>();
    List<RefusedLine> refused = new ArrayList<>();
    for (ImportLine line : lines) {
      if (!known.contains(line.externalId())) {
        takeOver(ids.next(), line, offers, now, new ArrayList<>())
            .or(() -> problem(line, taken))
            .ifPresentOrElse(refused::add, () -> newcomers.add(line));
      }
    }
    return new Foreseen(newcomers, refused);
  }

  /** Adds the line's subscriptions as they go on here, unless one may not. */
  private Optional<RefusedLine> takeOver(
      UUID customerId, ImportLine line, Offers offers, Instant now, List<TakenOver> taken) {
    for (ImportLine.Subscribed asked : line.subscriptions()) {
      ImportedSubscriptions.Outcome outcome =
          subscriptions.takeOver(asked.asked(customerId), offers, now);
      Refusal.Invalid problem = outcome.problem();
      if (problem != null) {
        String field = "subscriptions." + taken.size() + "." + problem.field();
        return Optional.of(refused(line, field, problem.messageKey(), problem.arguments()));
      }
      taken.add(Objects.requireNonNull(outcome.taken()));
    }
    return Optional.empty();
  }

  /**
   * Adds the block's rows; part of a transaction. Who is known by now or finds something taken is
   * left out.
   *
   * @throws ConcurrencyFailureException when somebody else came in between; to be done again
   */
  Written write(UUID importId, PreparedBlock block, Actor actor) {
    List<RefusedLine> refused = new ArrayList<>(block.refused());
    List<Newcomer> made = newcomers(block, refused);
    if (!subscriptions.hold(connectorIds(made), block.offers())) {
      throw new ConcurrencyFailureException("a connector was changed meanwhile");
    }
    List<ImportedKeys.Made> madeKeys = made.stream().flatMap(n -> n.keys().stream()).toList();
    boolean added =
        customers.insertLicensed(made.stream().map(Newcomer::customer).toList(), block.now())
                == made.size()
            && keys.insertAll(madeKeys) == madeKeys.size();
    if (!added) {
      throw new ConcurrencyFailureException("a customer or a key was added meanwhile");
    }
    subscriptions.insertAll(
        made.stream().flatMap(n -> n.subscriptions().stream()).toList(), block.now(), actor);
    List<SealedKey> sealed = made.stream().flatMap(this::sealed).toList();
    generatedKeys.insertAll(importId, sealed, block.now());
    imports.insertRefusals(importId, refused);
    int unchanged = block.lines() - made.size() - refused.size();
    imports.endBlock(importId, block.firstLine(), unchanged, sealed.size());
    return new Written(block, made, unchanged, refused.size());
  }

  /** Records and publishes, as the last thing in the transaction. */
  void end(UUID importId, Written written, Actor actor) {
    if (written.made().isEmpty()) {
      return;
    }
    audit.recordAll(actor, written.made().stream().map(Newcomer::change).toList());
    Set<String> subjects =
        written.made().stream()
            .map(newcomer -> License.subjectOf(newcomer.customer().id().toString()))
            .collect(Collectors.toSet());
    imports.reached(
        importId, publisher.publish(written.block().licenses().only(subjects::contains)));
  }

  /** Lets PostgreSQL's planner know how large the tables have become. */
  void analyze() {
    imports.analyze();
  }

  private List<Newcomer> newcomers(PreparedBlock block, List<RefusedLine> refused) {
    List<ImportLine> lines = block.newcomers().stream().map(Newcomer::line).toList();
    if (lines.isEmpty()) {
      return List.of();
    }
    Taken taken = taken(lines);
    // Last: whom another import commits in between is then known, not refused for an e-mail taken.
    Set<String> known = customers.externalIdsOf(externalIds(lines));
    List<Newcomer> made = new ArrayList<>();
    for (Newcomer newcomer : block.newcomers()) {
      ImportLine line = newcomer.line();
      if (known.contains(line.externalId())) {
        continue;
      }
      problem(line, taken).ifPresentOrElse(refused::add, () -> made.add(newcomer));
    }
    return made;
  }

  /** Of what lines bring, what others have already. */
  private record Taken(Set<String> emails, Set<KeyDigest> digests) {}

  private Taken taken(List<ImportLine> lines) {
    return new Taken(
        customers.emailsOf(lines.stream().map(BlockImporter::email).toList()),
        keys.known(lines.stream().flatMap(ImportIntake::digestsOf).toList()));
  }

  private static Optional<RefusedLine> problem(ImportLine line, Taken taken) {
    if (taken.emails().contains(email(line))) {
      return Optional.of(refused(line, "email", InvalidKey.EMAIL_TAKEN, List.of()));
    }
    int takenKey = takenKey(line, taken.digests());
    return takenKey < 0
        ? Optional.empty()
        : Optional.of(refused(line, "keys." + takenKey + ".key", InvalidKey.KEY_TAKEN, List.of()));
  }

  private Stream<SealedKey> sealed(Newcomer newcomer) {
    return newcomer.keys().stream()
        .filter(made -> made.generated() != null)
        .map(
            made ->
                new SealedKey(
                    made.key().id(),
                    newcomer.line().externalId(),
                    newcomer.customer().id(),
                    made.key().name(),
                    made.key().environment().wireName(),
                    seal.seal(made.generated(), made.key().id())));
  }

  /** One entry for the customer and all that came along; the subscriptions' events say the rest. */
  private static AuditLog.Change change(
      UUID importId,
      ImportLine line,
      Customer customer,
      List<ImportedKeys.Made> made,
      List<TakenOver> taken) {
    Facts facts =
        customer
            .facts()
            .with("importId", importId)
            .with("line", line.number())
            .with("apiKeys", joined(made, each -> each.key().id() + " " + each.key().prefix()))
            .with(
                "subscriptions",
                joined(
                    taken,
                    each -> each.subscription().id() + " " + each.subscription().connectorId()));
    return new AuditLog.Change(
        Attempt.on(CustomerService.TYPE, customer.id(), "import"), Facts.NONE, facts);
  }

  private static <T> String joined(List<T> parts, Function<T, String> text) {
    return parts.stream().map(text).collect(Collectors.joining(", "));
  }

  private static License license(Newcomer newcomer, Instant now) {
    return LicenseIssuer.first(
        newcomer.customer().id(),
        now,
        newcomer.keys().stream().map(ImportedKeys.Made::ref).toList(),
        newcomer.subscriptions().stream().map(TakenOver::grant).toList());
  }

  private static Set<String> connectorIds(List<Newcomer> newcomers) {
    Set<String> connectorIds = new HashSet<>();
    newcomers.forEach(
        newcomer ->
            newcomer
                .subscriptions()
                .forEach(each -> connectorIds.add(each.subscription().connectorId())));
    return connectorIds;
  }

  private static List<String> externalIds(List<ImportLine> lines) {
    return lines.stream().map(ImportLine::externalId).toList();
  }

  private static String email(ImportLine line) {
    return line.details().email().toLowerCase(Locale.ROOT);
  }

  /** The number of the line's first key that another customer has, or −1. */
  private static int takenKey(ImportLine line, Set<KeyDigest> taken) {
    for (int i = 0; i < line.keys().size(); i++) {
      ImportedKeys.Given given = line.keys().get(i).given();
      if (given != null && given.digests().stream().anyMatch(taken::contains)) {
        return i;
      }
    }
    return -1;
  }

  private static RefusedLine refused(
      ImportLine line, String field, String messageKey, List<Object> arguments) {
    return new RefusedLine(
        line.number(),
        line.externalId(),
        line.details().email(),
        new Refusal.Invalid(field, messageKey, arguments));
  }
}
