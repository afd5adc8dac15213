package com.bpmcentr.console.apikey;

import static com.bpmcentr.console.Business.owner;
import static com.bpmcentr.console.Business.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.Business;
import com.bpmcentr.console.customer.Customer;
import com.bpmcentr.console.operation.InvalidKey;
import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Refusal.Invalid;
import com.bpmcentr.console.operation.Refusal.LimitReached;
import com.bpmcentr.console.operation.Refusal.NotFound;
import com.bpmcentr.console.operation.Refusal.StateForbids;
import com.bpmcentr.console.secret.Secret;
import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.license.ApiKeyRef;
import com.bpmcentr.license.Environment;
import com.bpmcentr.license.KeyDigest;
import com.bpmcentr.license.Limits;
import com.bpmcentr.license.Peppers;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyServiceIT {

  private static final Instant NOW = Business.START;

  private static Business business;
  private static ApiKeyService keys;

  private Customer customer;

  @BeforeAll
  static void open() {
    business = Business.open();
    keys = business.apiKeys;
  }

  @AfterAll
  static void close() {
    business.close();
  }

  @BeforeEach
  void newCustomer() {
    business.clock.set(NOW);
    customer = business.newCustomer();
  }

  /** The license could not be made, and the call failed with a stack trace. */
  @Test
  void create_asManyKeysAsALicenseTakes_isRefusedAndRecorded() {
    business
        .sql(DatabaseRole.OWNER)
        .sql(
            """
            insert into api_key (id, customer_id, name, environment, imported, prefix, digest,
                pepper_id, created_at)
            select uuidv7(), :customer, 'many', 'prod', false, 'bpm_prod_many', sha256((:customer::text || n)::bytea),
                'p1', now()
              from generate_series(1, :most) n
            """)
        .param("customer", customer.id())
        .param("most", Limits.KEYS)
        .update();

    assertThat(
            refusal(
                keys.create(
                    owner(), customer.id(), new NewApiKey("one more", Environment.PROD, null))))
        .isEqualTo(new LimitReached("keys", Limits.KEYS));
  }

  @ParameterizedTest
  @EnumSource(Environment.class)
  void create_key_isShownOnceAndKeptAsDigest(Environment environment) {
    RevealedApiKey revealed = create("shop", environment);

    String secret = revealed.secret().reveal();
    assertThat(secret).matches("bpm_" + environment.wireName() + "_[0-9A-Za-z]{38}");
    assertThat(revealed.apiKey().prefix()).isEqualTo(secret.substring(0, 15));
    assertThat(revealed.toString()).doesNotContain(secret.substring(15));
    ApiKeyRef ref = inLicense(revealed.apiKey());
    assertThat(ref.digest()).isEqualTo(digest(secret));
    assertThat(ref.environment()).isEqualTo(environment);
    String row =
        business
            .sql(DatabaseRole.OWNER)
            .sql("select to_jsonb(k)::text from api_key k where id = :id")
            .param("id", revealed.apiKey().id())
            .query(String.class)
            .single();
    assertThat(row).doesNotContain(secret.substring(15, 30));
  }

  @Test
  void create_notAfter_mustLieAhead() {
    NewApiKey past = new NewApiKey("shop", Environment.PROD, NOW.minusSeconds(1));
    NewApiKey ahead = new NewApiKey("shop", Environment.PROD, NOW.plusSeconds(60));

    assertThat(refusal(keys.create(owner(), customer.id(), past)))
        .isInstanceOfSatisfying(
            Invalid.class,
            invalid ->
                assertThat(List.of(invalid.field(), invalid.messageKey()))
                    .containsExactly("notAfter", InvalidKey.TIME_RANGE));
    ApiKey key = keys.create(owner(), customer.id(), ahead).orElseThrow().apiKey();
    assertThat(inLicense(key).notAfter()).isEqualTo(NOW.plusSeconds(60));
  }

  @Test
  void create_forNobody_isNotFound() {
    UUID nobody = UUID.randomUUID();

    assertThat(refusal(keys.create(owner(), nobody, new NewApiKey("x", Environment.PROD, null))))
        .isEqualTo(new NotFound("customer", nobody.toString()));
  }

  @Test
  void rotate_withOverlap_bothWorkUntilItRunsOut() {
    ApiKey old = create("shop", Environment.PROD).apiKey();

    RevealedApiKey successor =
        keys.rotate(owner(), old.id(), Duration.ofHours(24), "test").orElseThrow();

    assertThat(successor.apiKey().name()).isEqualTo("shop");
    assertThat(inLicense(successor.apiKey()).digest())
        .isEqualTo(digest(successor.secret().reveal()));
    assertThat(inLicense(old).notAfter()).isEqualTo(NOW.plus(Duration.ofHours(24)));
    assertThat(get(old).replacedBy()).isEqualTo(successor.apiKey().id());
    assertThat(get(old).status(NOW)).isEqualTo(ApiKeyStatus.RETIRING);
    assertThat(get(old).status(NOW.plus(Duration.ofHours(24)))).isEqualTo(ApiKeyStatus.EXPIRED);
  }

  @Test
  void rotate_withoutOverlap_stopsTheOldOneNow() {
    ApiKey old = create("shop", Environment.PROD).apiKey();

    keys.rotate(owner(), old.id(), Duration.ZERO, "test").orElseThrow();

    assertThat(inLicense(old).notAfter()).isEqualTo(NOW);
    assertThat(get(old).status(NOW)).isEqualTo(ApiKeyStatus.EXPIRED);
  }

  @Test
  void rotate_withoutOverlapAndReason_isRefused() {
    ApiKey old = create("shop", Environment.PROD).apiKey();

    assertThat(refusal(keys.rotate(owner(), old.id(), Duration.ZERO, null)))
        .isInstanceOfSatisfying(
            Invalid.class, invalid -> assertThat(invalid.field()).isEqualTo("reason"));
    keys.rotate(owner(), old.id(), Duration.ofHours(1), null).orElseThrow();
  }

  /** As for an end that is set: sooner than a day nobody has the time to set a later one. */
  @Test
  void rotate_untilATimeWithinADayWithoutReason_isRefused() {
    ApiKey old = create("shop", Environment.PROD).apiKey();
    Instant tomorrow = NOW.plus(Duration.ofDays(1));

    assertThat(refusal(keys.rotate(owner(), old.id(), tomorrow.minusMillis(1), " ")))
        .isInstanceOfSatisfying(
            Invalid.class, invalid -> assertThat(invalid.field()).isEqualTo("reason"));
    keys.rotate(owner(), old.id(), tomorrow, null).orElseThrow();
    assertThat(get(old).notAfter()).isEqualTo(tomorrow);
  }

  @Test
  void rotate_untilATime_theOldOneWorksToThatTime() {
    ApiKey old = create("shop", Environment.PROD).apiKey();
    Instant until = NOW.plus(Duration.ofDays(10)).plusNanos(1);

    keys.rotate(owner(), old.id(), until, "test").orElseThrow();

    assertThat(inLicense(old).notAfter()).isEqualTo(NOW.plus(Duration.ofDays(10)));
    ApiKey other = create("shop", Environment.PROD).apiKey();
    for (Instant wrong :
        List.of(NOW.minusMillis(1), NOW.plus(Duration.ofDays(91)), Instant.MAX, Instant.MIN)) {
      assertThat(refusal(keys.rotate(owner(), other.id(), wrong, "test")))
          .isInstanceOfSatisfying(
              Invalid.class, invalid -> assertThat(invalid.field()).isEqualTo("until"));
    }
    assertThat(get(other).replacedBy()).isNull();
  }

  @Test
  void rotate_keyThatEndsSooner_isNotProlonged() {
    ApiKey old = create("shop", Environment.PROD).apiKey();
    keys.retire(owner(), old.id(), NOW.plusSeconds(60), "test").orElseThrow();

    ApiKey successor =
        keys.rotate(owner(), old.id(), Duration.ofDays(7), "test").orElseThrow().apiKey();

    assertThat(get(old).notAfter()).isEqualTo(NOW.plusSeconds(60));
    assertThat(successor.notAfter()).isEqualTo(NOW.plusSeconds(60));
  }

  /** It went on for ten years beside the one that took its place. */
  @Test
  void retire_keyThatWasRotated_cannotProlongIt() {
    ApiKey old = create("shop", Environment.PROD).apiKey();
    keys.rotate(owner(), old.id(), Duration.ofHours(1), "test").orElseThrow();

    assertThat(refusal(keys.retire(owner(), old.id(), NOW.plus(Duration.ofHours(2)), "test")))
        .isInstanceOfSatisfying(
            Invalid.class, invalid -> assertThat(invalid.field()).isEqualTo("notAfter"));
    keys.retire(owner(), old.id(), NOW.plusSeconds(60), "test").orElseThrow();
    assertThat(get(old).notAfter()).isEqualTo(NOW.plusSeconds(60));
  }

  @Test
  void rotate_whatCannotBe_namesStateAndAction() {
    ApiKey rotated = create("shop", Environment.PROD).apiKey();
    keys.rotate(owner(), rotated.id(), Duration.ofHours(1), "test").orElseThrow();
    ApiKey revoked = create("shop", Environment.PROD).apiKey();
    keys.revoke(owner(), revoked.id(), "leaked").orElseThrow();

    assertThat(refusal(keys.rotate(owner(), rotated.id(), Duration.ZERO, "test")))
        .isEqualTo(new StateForbids("retiring", "rotate"));
    assertThat(refusal(keys.rotate(owner(), revoked.id(), Duration.ZERO, "test")))
        .isEqualTo(new StateForbids("revoked", "rotate"));
    assertThat(refusal(keys.rotate(owner(), rotated.id(), Duration.ofDays(91), "test")))
        .isEqualTo(
            new Invalid("overlapSeconds", InvalidKey.SECONDS_RANGE, List.of(0L, 7_776_000L)));
  }

  @Test
  void revoke_stopsNowAndForGood() {
    ApiKey key = create("shop", Environment.PROD).apiKey();

    keys.revoke(owner(), key.id(), "leaked").orElseThrow();

    assertThat(inLicense(key).revokedAt()).isEqualTo(NOW);
    assertThat(get(key).revocation()).isEqualTo(new ApiKey.Revocation(NOW, "leaked"));
    assertThat(refusal(keys.revoke(owner(), key.id(), "test")))
        .isEqualTo(new StateForbids("revoked", "revoke"));
    assertThat(refusal(keys.retire(owner(), key.id(), NOW.plusSeconds(1), "test")))
        .isEqualTo(new StateForbids("revoked", "retire"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0123456789abcdef",
        "sk-live/with+other=characters~!",
        "bpm_prod_madeElsewhere0000000000000000000000000"
      })
  void imported_fromElsewhere_worksAsItIs(String text) {
    ApiKey key = business.importedKey(customer.id(), text);
    // what follows has the license issued
    create("next", Environment.PROD);

    assertThat(importProblem(text)).isEmpty();
    assertThat(inLicense(key).digest()).isEqualTo(digest(text));
    assertThat(key.prefix()).isEqualTo(text.substring(0, 4));
    assertThat(key.imported()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "fifteen-letters",
        "with a space in it",
        "кирилиця-кирилиця",
        "control\u0000character",
        "bpm_test_magic_valid",
        "bpm_adm_0123456789abcdef",
        "bpm_conn_0123456789abcdef"
      })
  void imported_whatIsNone_namesTheFieldAndNotTheKey(String text) {
    assertThat(importProblem(text)).contains(new Invalid("key", InvalidKey.KEY));
  }

  @Test
  void imported_longestAndLonger_endsAt255() {
    assertThat(importProblem("k".repeat(255))).isEmpty();
    assertThat(importProblem("k".repeat(256))).contains(new Invalid("key", InvalidKey.KEY));
  }

  @Test
  void imported_thatIsThereAlready_isNotAddedWhoeverHasIt() {
    Secret taken = create("shop", Environment.PROD).secret();
    var imported = business.part(ImportedKeys.class);
    ImportedKeys.Given given = imported.digest(taken);
    UUID another = business.newCustomer().id();
    var asked = new NewApiKey("imported", Environment.PROD, null);

    assertThat(imported.known(given.digests())).containsExactlyElementsOf(given.digests());
    assertThat(imported.insertAll(List.of(imported.make(another, asked, given, NOW)))).isZero();
  }

  @Test
  void list_byStatus_agreesWithTheStatusOfEachRow() {
    ApiKey active = create("active", Environment.PROD).apiKey();
    ApiKey retiring = create("retiring", Environment.PROD).apiKey();
    ApiKey expired = create("expired", Environment.TEST).apiKey();
    ApiKey revoked = create("revoked", Environment.TEST).apiKey();
    keys.retire(owner(), retiring.id(), NOW.plusSeconds(60), "test").orElseThrow();
    keys.retire(owner(), expired.id(), NOW, "test").orElseThrow();
    keys.revoke(owner(), revoked.id(), "test").orElseThrow();

    Map<ApiKeyStatus, ApiKey> expected =
        Map.of(
            ApiKeyStatus.ACTIVE, active,
            ApiKeyStatus.RETIRING, retiring,
            ApiKeyStatus.EXPIRED, expired,
            ApiKeyStatus.REVOKED, revoked);
    expected.forEach(
        (status, key) ->
            assertThat(listed(Map.of("status", status.wireName())))
                .singleElement()
                .satisfies(
                    row -> {
                      assertThat(row.apiKey().id()).isEqualTo(key.id());
                      assertThat(row.status()).isEqualTo(status);
                      assertThat(row.customerEmail()).isEqualTo(customer.details().email());
                    }));
    assertThat(listed(Map.of("status", "expired,revoked"))).hasSize(2);
    assertThat(listed(Map.of("prefix", active.prefix()))).hasSize(1);
    assertThat(listed(Map.of("prefix", active.prefix() + "rest-of-a-key-as-pasted"))).hasSize(1);
    assertThat(listed(Map.of("prefix", "bpm_%"))).isEmpty();
  }

  private RevealedApiKey create(String name, Environment environment) {
    return keys.create(owner(), customer.id(), new NewApiKey(name, environment, null))
        .orElseThrow();
  }

  private static Optional<Invalid> importProblem(String text) {
    NewApiKey asked = new NewApiKey("imported", Environment.PROD, null);
    return business.part(ImportedKeys.class).problem(asked, new Secret(text), NOW);
  }

  private List<ApiKeyRow> listed(Map<String, String> filters) {
    Map<String, String> ofCustomer = new HashMap<>(filters);
    ofCustomer.put("customerId", customer.id().toString());
    return keys.list(owner(), new ListQuery(ofCustomer, List.of(), 0, 100)).orElseThrow().items();
  }

  private static ApiKey get(ApiKey key) {
    return keys.get(owner(), key.id()).orElseThrow();
  }

  private ApiKeyRef inLicense(ApiKey key) {
    return business.feed.license(customer.id()).keys().stream()
        .filter(ref -> ref.keyId().equals(key.id().toString()))
        .findFirst()
        .orElseThrow();
  }

  private static KeyDigest digest(String key) {
    return business.part(Peppers.class).digest(key).digest();
  }
}
