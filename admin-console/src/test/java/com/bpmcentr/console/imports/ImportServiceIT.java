package com.bpmcentr.console.imports;

import static com.bpmcentr.console.Business.owner;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.bpmcentr.console.Business;
import com.bpmcentr.console.KnownRequesters;
import com.bpmcentr.console.audit.AuditLog;
import com.bpmcentr.console.audit.AuditedOperations;
import com.bpmcentr.console.connector.Money;
import com.bpmcentr.console.issuing.LicenseIssuer;
import com.bpmcentr.console.job.Block;
import com.bpmcentr.console.job.Job;
import com.bpmcentr.console.job.JobKind;
import com.bpmcentr.console.job.Jobs;
import com.bpmcentr.console.job.Requesters;
import com.bpmcentr.console.job.Runners;
import com.bpmcentr.console.operation.Ids;
import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.secret.SecretSeal;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.staff.Permission;
import com.bpmcentr.console.staff.Role;
import com.bpmcentr.console.subscription.Refunds;
import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.license.License;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class ImportServiceIT {

  private static final String GIVEN_KEY = "a-key-from-elsewhere-0123456789";

  private Business business;
  private ImportService imports;

  @BeforeEach
  void open() {
    business = Business.open();
    imports = business.part(ImportService.class);
  }

  @AfterEach
  void close() {
    business.close();
  }

  @Test
  void run_goodLines_makesWhatSingleCreationMakes() throws Exception {
    Import done = finish(receive(line("c-1", ",\"makeAccountId\":\"acc\"")));

    assertThat(done.imported()).isEqualTo(1);
    UUID customer = customerOf("c-1");
    License published = business.feed.license(customer);
    License reissued = reissue(customer);
    assertThat(published.keys()).isEqualTo(reissued.keys()).hasSize(2);
    assertThat(published.grants()).isEqualTo(reissued.grants()).hasSize(1);
    assertThat(published.version()).isEqualTo(1);
    assertThat(reissued.version()).isEqualTo(2);
    assertThat(texts("select kind from subscription_event")).containsExactly("created");
    assertThat(texts("select operation from audit_entry where target_type <> 'connector'"))
        .containsExactly("import.create", "customer.import");
    assertThat(business.audit.verify(owner()).orElseThrow().toString()).startsWith("Intact");
  }

  @Test
  void run_startLongAgo_goesOnInThePresentPeriod() throws Exception {
    finish(receive(line("old", ",\"startsAt\":\"2025-10-31T10:00:00Z\"")));

    var grant = business.feed.license(customerOf("old")).grants().getFirst();
    assertThat(grant.startsAt()).isEqualTo(Instant.parse("2025-10-31T10:00:00Z"));
    // From 28 February, at noon in Kyiv, back to the 31st at noon of summer time.
    assertThat(grant.endsAt()).isEqualTo(Instant.parse("2026-03-31T09:00:00Z"));
    assertThat(texts("select period_starts_at at time zone 'UTC' from subscription"))
        .containsExactly("2026-02-28 10:00:00");
  }

  @Test
  void preview_ofLines_saysWhatWouldBecomeOfEachAndKeepsNothing() throws Exception {
    finish(receive(line("here", "")));
    List<String> before = counts();
    String log = "select count(*)::text from audit_entry";
    List<String> logged = texts(log);

    ImportPreview seen =
        imports
            .preview(
                owner(),
                stream(
                    String.join(
                        "\n",
                        line("new", "").replace("rozetka", "no-such"),
                        "{",
                        "",
                        line("here", ""),
                        line("mail", "").replace("mail@x.example", "HERE@x.example"),
                        line("key", "").replace(GIVEN_KEY + "-key", GIVEN_KEY + "-here"),
                        line("good", ""))))
            .orElseThrow();

    assertThat(seen)
        .usingRecursiveComparison()
        .ignoringFields("problems")
        .isEqualTo(
            new ImportPreview(
                6,
                1,
                4,
                2,
                1,
                1,
                List.of(
                    new ImportPreview.Newcomer(
                        7, "good", "N", "good@x.example", 2, List.of("rozetka"))),
                List.of()));
    assertThat(seen.problems())
        .extracting(RefusedLine::number, line -> line.problem().field())
        .containsExactly(
            tuple(1L, "subscriptions.0.connectorId"),
            tuple(2L, "line"),
            tuple(5L, "email"),
            tuple(6L, "keys.0.key"));
    assertThat(seen.imported()).isEqualTo(1);
    assertThat(counts()).isEqualTo(before);
    assertThat(texts(log)).isEqualTo(logged);
  }

  @Test
  void preview_ofMoreLinesThanMayBe_isRefusedAsTheImportWouldBe() throws Exception {
    ImportService three = withLimits(new ImportLimits(65_536, 3));

    assertThat(three.preview(owner(), stream(lines("p", 3))).orElseThrow().imported()).isEqualTo(3);
    assertThat(three.preview(owner(), stream(lines("p", 4))))
        .isEqualTo(Result.refused(new Refusal.LimitReached("import-lines", 3)));
  }

  @Test
  void preview_ofManyBlocks_showsTheFirstLines() throws Exception {
    int many = 2 * BlockImporter.MOST_LINES + 1;

    ImportPreview seen = imports.preview(owner(), stream(lines("m", many))).orElseThrow();

    assertThat(seen.imported()).isEqualTo(many);
    assertThat(seen.first())
        .extracting(ImportPreview.Newcomer::number)
        .containsExactly(1L, 2L, 3L, 4L, 5L);
  }

  /** Who had paid elsewhere for years was given all back within seven days of paying here. */
  @Test
  void run_startLongAgo_theFirstPaymentHereIsNotTheFirst() throws Exception {
    finish(receive(line("old", ",\"startsAt\":\"2025-10-31T10:00:00Z\"")));
    finish(receive(line("new", "")));

    assertThat(refundOnceItIsPaid("old")).isNull();
    assertThat(refundOnceItIsPaid("new")).isNotNull();
  }

  private @Nullable Refunds refundOnceItIsPaid(String externalId) {
    UUID id =
        UUID.fromString(
            texts(
                    """
                    select s.id::text from subscription s join customer c on c.id = s.customer_id
                    where c.external_id = '%s'
                    """
                        .formatted(externalId))
                .getFirst());
    business
        .billing
        .pay(owner(), id, null, Business.payment(new Money(new BigDecimal("15"), "USD")))
        .orElseThrow();
    return business.billing.outlook(owner(), id).orElseThrow().refund();
  }

  /** Was once given away: nobody asked for money before the first renewal. */
  @Test
  void run_startNowOrAhead_owesTheFirstPeriodAsASingleOneDoes() throws Exception {
    String ahead = business.clock.instant().plus(Duration.ofDays(2)).toString();
    String farAhead = business.clock.instant().plus(Duration.ofDays(20)).toString();
    finish(
        receive(
            String.join(
                "\n",
                line("now", "").replace("month", "year"),
                line("ahead", ",\"startsAt\":\"" + ahead + "\""),
                line("far", ",\"startsAt\":\"" + farAhead + "\""),
                line("old", ",\"startsAt\":\"2025-10-31T10:00:00Z\""))));

    assertThat(
            texts(
                """
                select c.external_id || ' ' || (s.ends_at = s.starts_at) || ' '
                    || coalesce(i.number || ' ' || i.price || ' ' || (i.due_at = s.starts_at), '-')
                from subscription s join customer c on c.id = s.customer_id
                left join invoice i on i.subscription_id = s.id
                order by c.external_id
                """))
        .containsExactly(
            "ahead true 2 15.00 true", "far true -", "now true 1 153.00 true", "old false -");
    assertThat(texts("select number::text from invoice_counter")).containsExactly("2");
  }

  @Test
  void receive_linesOfEveryWrongKind_areRefusedWithNumberAndReason() throws Exception {
    String good = line("ok", "");
    String body =
        String.join(
            "\n",
            "{\"externalId\":",
            "[]",
            "7",
            "null",
            good.replace("\"name\":\"N\"", "\"nmae\":\"N\""),
            good.replace("\"name\":\"N\"", "\"name\":\"N\",\"name\":\"M\""),
            good.replace("\"uk\"", "\"de\""),
            good.replace("ok@x.example", "no address"),
            good.replace("rozetka", "no-such"),
            good.replace("rozetka", "text-tools"),
            good.replace("\"interval\":\"month\"", "\"interval\":\"month\",\"trial\":true"),
            good.replace(GIVEN_KEY + "-ok", "short"),
            good.replace("\"month\"", "\"month\",\"startsAt\":\"1999-01-01T00:00:00Z\""),
            good.replace("\"month\"", "\"month\",\"makeAccountId\":\"with space\""),
            good.replace("\"externalId\":\"ok\",", ""),
            good.replace("{\"name\":\"B\",\"environment\":\"test\"}", "null"),
            good.replace(
                "{\"name\":\"B\",\"environment\":\"test\"}",
                "{\"name\":\"B\",\"environment\":\"test\",\"key\":\"" + GIVEN_KEY + "-ok\"}"),
            good + good,
            "x".repeat(65_537));
    InputStream brokenUtf8 =
        new ByteArrayInputStream("\n{\"name\":\"\u00ff\"}\n".getBytes(ISO_8859_1));

    Import done =
        finish(
            imports
                .receive(owner(), new SequenceInputStream(stream(body), brokenUtf8))
                .orElseThrow());

    assertThat(done.imported()).isZero();
    assertThat(refusedLines(done))
        .containsExactly(
            "1 line invalid.line-json",
            "2 line invalid.line-object",
            "3 line invalid.line-object",
            "4 line invalid.line-object",
            "5 nmae invalid.unknown-field",
            "6 line invalid.field-twice",
            "7 locale invalid.form",
            "8 email invalid.email",
            "9 subscriptions.0.connectorId invalid.unknown",
            "10 subscriptions.0.connectorId invalid.connector-free",
            "11 subscriptions.0.trial invalid.unknown-field",
            "12 keys.0.key invalid.key",
            "13 subscriptions.0.startsAt invalid.time-range",
            "14 subscriptions.0.makeAccountId invalid.account",
            "15 externalId invalid.required",
            "16 keys.1 invalid.required",
            "17 keys.1.key invalid.key-taken",
            "18 line invalid.line-object",
            "19 line invalid.line-length",
            "20 line invalid.line-utf8");
  }

  @Test
  void run_whatOthersHave_isRefusedAndTheFirstLineWins() throws Exception {
    business.customers.create(owner(), Business.details("TAKEN@x.example")).orElseThrow();
    String body =
        String.join(
            "\r\n",
            line("taken", ""),
            line("a", ""),
            line("a", "").replace("\"N\"", "\"Another\""),
            line("b", "").replace("b@x.example", "A@X.example"),
            line("c", "").replace(GIVEN_KEY + "-c", GIVEN_KEY + "-a"),
            "");

    Import done = finish(receive(body));

    assertThat(done.imported()).isEqualTo(1);
    assertThat(done.unchanged()).isEqualTo(1);
    assertThat(refusedLines(done))
        .containsExactly(
            "1 email invalid.email-taken",
            "4 email invalid.email-taken",
            "5 keys.0.key invalid.key-taken");
    assertThat(texts("select name from customer where external_id = 'a'")).containsExactly("N");
  }

  @Test
  void run_theSameFileAgain_changesNothing() throws Exception {
    String body = lines("s", 230);
    finish(receive(body));
    long published = business.feed.size();

    Import again = finish(receive(body));

    assertThat(again.unchanged()).isEqualTo(230);
    assertThat(again.imported()).isZero();
    assertThat(business.feed.size()).isEqualTo(published);
    assertThat(counts()).containsExactly("230", "460", "230");
  }

  @Test
  void run_manyLinesIntoNewTables_letsThePlannerKnowTheirSize() throws Exception {
    finish(receive(lines("l", 2_050)));

    assertThat(texts("select (reltuples >= 1900)::text from pg_class where relname = 'customer'"))
        .containsExactly("true");
  }

  @Test
  void run_brokenOffInTheMiddle_goesOnWithoutDoublingAnything() throws Exception {
    Import received = receive(lines("r", 450));
    AtomicInteger blocks = new AtomicInteger();
    CountDownLatch failed = new CountDownLatch(1);
    ImportJob job = business.part(ImportJob.class);
    var dying =
        new JobKind() {
          @Override
          public String name() {
            return job.name();
          }

          @Override
          public Set<Permission> permissions(Job asked) {
            return job.permissions(asked);
          }

          @Override
          public Block next(Job asked, Actor actor) {
            Block block = job.next(asked, actor);
            return blocks.incrementAndGet() <= 2
                ? block
                : new Block(
                    block.position(),
                    block.done(),
                    block.refused(),
                    block.last(),
                    () -> {
                      block.ending().run();
                      failed.countDown();
                      throw new CannotAcquireLockException("broke off before the commit");
                    });
          }
        };
    try (AutoCloseable runner = Runners.start(business, Runners.NO_LEASE, dying)) {
      assertThat(failed.await(10, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(texts("select count(*)::text from customer")).containsExactly("200");

    Import done = finish(received);

    assertThat(done.imported()).isEqualTo(450);
    assertThat(counts()).containsExactly("450", "900", "450");
    assertThat(texts("select count(*)::text from import_block")).containsExactly("0");
  }

  @Test
  void run_twoImportsOfTheSameByTwoConsoles_makeEachCustomerOnce() throws Exception {
    List<String> numbers = IntStream.range(0, 300).mapToObj(i -> line("o-" + i, "")).toList();
    List<String> reversed = new ArrayList<>(numbers);
    Collections.reverse(reversed);
    Import one = receive(String.join("\n", numbers));
    Import two = receive(String.join("\n", reversed));

    BlockImporter blocks = business.part(BlockImporter.class);
    try (AutoCloseable first = Runners.start(business, Runners.NO_LEASE, new ImportJob(blocks));
        AutoCloseable second = Runners.start(business, Runners.NO_LEASE, new ImportJob(blocks))) {
      Import doneOne = awaitOver(one);
      Import doneTwo = awaitOver(two);
      assertThat(doneOne.imported() + doneTwo.imported()).isEqualTo(300);
      assertThat(doneOne.unchanged() + doneTwo.unchanged()).isEqualTo(300);
    }
    assertThat(counts()).containsExactly("300", "600", "300");
  }

  @Test
  void receive_endlessBody_isKeptBeforeMoreIsRead() throws Exception {
    byte[] line = (line("e", "") + "\n").getBytes(UTF_8);
    InputStream body =
        new InputStream() {
          private int sent;

          @Override
          public int read() {
            throw new UnsupportedOperationException("nobody reads by the byte");
          }

          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            if (sent >= 3_000) {
              throw new IOException("the sender is gone");
            }
            String kept =
                texts("select coalesce(max(lines), 0)::text from customer_import").getFirst();
            // A block, and what the reader has in its hands.
            assertThat(sent - Integer.parseInt(kept)).isLessThan(400);
            int lines = Math.min(100, length / line.length);
            for (int i = 0; i < lines; i++) {
              System.arraycopy(line, 0, target, offset + i * line.length, line.length);
            }
            sent += lines;
            return lines * line.length;
          }
        };

    assertThatThrownBy(() -> imports.receive(owner(), body)).isInstanceOf(IOException.class);

    Import broken = imports.list(owner(), ListQuery.first(1)).orElseThrow().items().getFirst();
    assertThat(broken.state()).isEqualTo(ImportState.BROKEN_OFF);
    var byAPartOfWho =
        new ListQuery(Map.of("createdBy", broken.createdBy().substring(1)), List.of(), 0, 1);
    assertThat(imports.list(owner(), byAPartOfWho).orElseThrow().items()).containsExactly(broken);
    assertThat(texts("select count(*)::text from import_block")).containsExactly("0");
    assertThat(texts("select count(*)::text from customer")).containsExactly("0");
  }

  @Test
  void receive_moreLinesThanAllowed_importsNone() throws Exception {
    ImportService limited = withLimits(new ImportLimits(64 * 1024, 100));

    Refusal refusal = Business.refusal(limited.receive(owner(), stream(lines("m", 101))));

    assertThat(refusal).isEqualTo(new Refusal.LimitReached("import-lines", 100));
    assertThat(Business.refusal(limited.receive(owner(), stream("\n".repeat(101)))))
        .isEqualTo(refusal);
    assertThat(limited.receive(owner(), stream(lines("m", 100)))).isInstanceOf(Result.Done.class);
    assertThat(texts("select count(*)::text from job where kind = 'import'")).containsExactly("1");
  }

  @Test
  void tidy_linesStoppedComing_givesTheImportUp() {
    UUID id = UUID.randomUUID();
    business.part(ImportRepository.class).insert(id, "someone", business.clock.instant());
    business.clock.advance(Duration.ofMinutes(3));

    imports.tidy();

    assertThat(imports.get(owner(), id).orElseThrow().state()).isEqualTo(ImportState.BROKEN_OFF);
  }

  @Test
  void fetchKeys_afterTheEnd_showsEachGeneratedKeyOnce() throws Exception {
    Import done = finish(receive(lines("k", 600)));
    assertThat(done.keysToFetch()).isEqualTo(600);

    List<GeneratedKey> keys = fetch(done);

    assertThat(keys).hasSize(600).allMatch(key -> key.key().reveal().startsWith("bpm_test_"));
    assertThat(keys.stream().map(key -> key.key().reveal()).distinct()).hasSize(600);
    assertThat(Business.refusal(imports.fetchKeys(owner(), done.id())))
        .isEqualTo(new Refusal.StateForbids("without-keys", "fetch-keys", "instead.rotate"));
  }

  /** Plaintext keys went on to whoever had begun to fetch them, however long ago. */
  @Test
  void fetchKeys_accountClosedMeanwhile_endsAndKeepsTheRest() throws Exception {
    Import done = finish(receive(lines("gone", 600)));
    ImportService.KeyParts parts =
        imports.fetchKeys(Business.staff(Role.ADMIN), done.id()).orElseThrow();
    int first = parts.next().size();
    business.part(KnownRequesters.class).disable(Role.ADMIN);

    assertThatThrownBy(parts::next).isInstanceOf(IOException.class);
    assertThat(fetch(done)).hasSize(600 - first);
  }

  /** They were gone before it showed that this console had not the pepper to open them with. */
  @Test
  void fetchKeys_keyThatCannotBeOpened_leavesAllToBeFetched() throws Exception {
    Import done = finish(receive(lines("sealed", 3)));
    String changed =
        "update import_key set sealed = set_byte(sealed, 20, get_byte(sealed, 20) # 1)"
            + " where id = (select min(id::text)::uuid from import_key)";
    business.sql(DatabaseRole.OWNER).sql(changed).update();
    ImportService.KeyParts parts = imports.fetchKeys(owner(), done.id()).orElseThrow();

    assertThatThrownBy(parts::next).isInstanceOf(IllegalStateException.class);

    business.sql(DatabaseRole.OWNER).sql(changed).update();
    assertThat(fetch(done)).hasSize(3);
  }

  @Test
  void fetchKeys_beforeTheEnd_isRefused() throws Exception {
    Import received = receive(lines("w", 1));

    assertThat(Business.refusal(imports.fetchKeys(owner(), received.id())))
        .isEqualTo(new Refusal.StateForbids("waiting", "fetch-keys"));
  }

  /** A line every minute was taken for none, and all that had come was thrown away. */
  @Test
  void receive_linesThatComeSlowly_isNotGivenUp() throws Exception {
    String lines = lines("slow", 8);
    InputStream slow =
        inPieces(
            lines,
            lines.indexOf('\n') + 1,
            () -> {
              business.clock.advance(Duration.ofSeconds(60));
              imports.tidy();
            });

    assertThat(imports.receive(owner(), slow).orElseThrow().received()).isEqualTo(8);
  }

  /** A clock that was set in the midst of a line was taken for silence. */
  @Test
  void receive_whileTheClockIsSetAhead_isNotGivenUp() throws Exception {
    InputStream alive =
        inPieces(lines("ahead", 2), 50, () -> business.clock.advance(Duration.ofMinutes(3)));

    assertThat(imports.receive(owner(), alive).orElseThrow().received()).isEqualTo(2);
  }

  private static InputStream inPieces(String text, int piece, Runnable beforeEach) {
    return new FilterInputStream(new ByteArrayInputStream(text.getBytes(UTF_8))) {
      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        beforeEach.run();
        return super.read(target, offset, Math.min(piece, length));
      }
    };
  }

  @Test
  void tidy_keysNobodyFetched_areForgottenAfterAWeek() throws Exception {
    Import done = finish(receive(lines("f", 3)));
    business.clock.advance(ImportService.KEYS_KEPT_FOR.plusSeconds(1));

    imports.tidy();

    assertThat(imports.get(owner(), done.id()).orElseThrow().keysToFetch()).isZero();
    assertThat(texts("select count(*)::text from import_key")).containsExactly("0");
  }

  @Test
  void prune_importThatEndedThreeMonthsAgo_isForgottenButNotWhatItMade() throws Exception {
    Import done = finish(receive(line("kept", "") + "\nno JSON\n"));
    ImportRepository repository = business.part(ImportRepository.class);
    UUID brokenOff = UUID.randomUUID();
    repository.insert(brokenOff, "someone", Instant.now());
    repository.breakOff(brokenOff, Instant.now());
    texts("update job set ended_at = now() - interval '91 days' returning id::text");

    business.sql(DatabaseRole.CONSOLE).sql("select prune_jobs()").query(_ -> {});

    assertThat(Business.refusal(imports.get(owner(), done.id())))
        .isInstanceOf(Refusal.NotFound.class);
    assertThat(imports.get(owner(), brokenOff)).isInstanceOf(Result.Done.class);
    assertThat(texts("select count(*)::text from customer where external_id = 'kept'"))
        .containsExactly("1");
    assertThat(texts("select count(*)::text from import_refusal")).containsExactly("0");
  }

  @Test
  void database_wholeImport_holdsNoKey() throws Exception {
    Import received = receive(lines("p", 5));
    String waiting = everythingInTheDatabase();
    finish(received);
    String done = everythingInTheDatabase();
    List<GeneratedKey> keys = fetch(received);

    assertThat(waiting).contains("p-0@x.example").doesNotContain(GIVEN_KEY);
    assertThat(done).contains("p-0@x.example").doesNotContain(GIVEN_KEY);
    for (GeneratedKey key : keys) {
      String secret = key.key().reveal().substring("bpm_test_".length() + 6);
      assertThat(done).doesNotContain(secret).doesNotContain(hex(secret));
    }
  }

  private Import receive(String body) throws IOException {
    return imports.receive(owner(), stream(body)).orElseThrow();
  }

  private Import finish(Import received) throws Exception {
    try (AutoCloseable runner =
        Runners.start(business, Runners.LONG_LEASE, business.part(ImportJob.class))) {
      return awaitOver(received);
    }
  }

  private Import awaitOver(Import received) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> imports.get(owner(), received.id()).orElseThrow(),
            found -> found.state().isOver());
  }

  private List<GeneratedKey> fetch(Import done) throws IOException {
    ImportService.KeyParts parts = imports.fetchKeys(owner(), done.id()).orElseThrow();
    List<GeneratedKey> all = new ArrayList<>();
    for (List<GeneratedKey> part = parts.next(); !part.isEmpty(); part = parts.next()) {
      all.addAll(part);
    }
    return all;
  }

  private List<String> refusedLines(Import done) {
    return imports
        .refusedLines(owner(), done.id(), ListQuery.first(100))
        .orElseThrow()
        .items()
        .stream()
        .map(
            line ->
                line.number() + " " + line.problem().field() + " " + line.problem().messageKey())
        .toList();
  }

  /** What the rows say, as the ordinary issuing reads them. */
  private License reissue(UUID customer) {
    new TransactionTemplate(business.part(PlatformTransactionManager.class))
        .executeWithoutResult(_ -> business.part(LicenseIssuer.class).issue(customer));
    return business.feed.license(customer);
  }

  private ImportService withLimits(ImportLimits limits) {
    PlatformTransactionManager transactions = business.part(PlatformTransactionManager.class);
    ImportRepository repository = business.part(ImportRepository.class);
    return new ImportService(
        business.part(AuditedOperations.class),
        business.part(AuditLog.class),
        repository,
        business.part(ImportQuery.class),
        new ImportIntake(
            repository,
            business.part(LineParser.class),
            business.part(BlockCodec.class),
            limits,
            transactions,
            business.clock),
        new ImportForesight(
            business.part(LineParser.class),
            business.part(BlockImporter.class),
            limits,
            business.clock),
        business.part(GeneratedKeyRepository.class),
        business.part(SecretSeal.class),
        business.part(Jobs.class),
        business.part(Requesters.class),
        limits,
        transactions,
        business.part(Ids.class),
        business.clock);
  }

  private UUID customerOf(String externalId) {
    return UUID.fromString(
        texts("select id::text from customer where external_id = '" + externalId + "'").getFirst());
  }

  private List<String> counts() {
    return texts(
        """
        select count(*)::text from customer
        union all select count(*)::text from api_key
        union all select count(*)::text from subscription
        """);
  }

  private List<String> texts(String sql) {
    return business.sql(DatabaseRole.OWNER).sql(sql).query(String.class).list();
  }

  private String everythingInTheDatabase() {
    return texts(
            "select relname::text from pg_class where relkind = 'r' and relnamespace ="
                + " 'public'::regnamespace")
        .stream()
        .flatMap(table -> texts("select t::text from " + table + " t").stream())
        .collect(Collectors.joining("\n"));
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(UTF_8));
  }

  private static InputStream stream(String body) {
    return new ByteArrayInputStream(body.getBytes(UTF_8));
  }

  private static String lines(String prefix, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> line(prefix + "-" + i, ""))
        .collect(Collectors.joining("\n"));
  }

  /** A customer with a given key, a generated one and a subscription. */
  private static String line(String externalId, String more) {
    return """
    {"externalId":"%s","email":"%s@x.example","name":"N","country":"UA","locale":"uk",\
    "keys":[{"name":"A","environment":"prod","key":"%s-%s"},{"name":"B","environment":"test"}],\
    "subscriptions":[{"connectorId":"rozetka","interval":"month"%s}]}\
    """
        .formatted(externalId, externalId, GIVEN_KEY, externalId, more);
  }
}
