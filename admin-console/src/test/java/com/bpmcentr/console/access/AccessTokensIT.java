package com.bpmcentr.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.ConsoleTest;
import com.bpmcentr.console.MovableClock;
import com.bpmcentr.console.TestStaff;
import com.bpmcentr.console.audit.AuditLog;
import com.bpmcentr.console.audit.AuditedOperations;
import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.secret.SecretGenerator;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.staff.Permission;
import com.bpmcentr.console.staff.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ConsoleTest
class AccessTokensIT {

  private static final Actor OWNER = Actor.system("test");

  @Autowired private TestStaff team;
  @Autowired private AccessTokenRepository repository;
  @Autowired private AccessTokenQuery query;
  @Autowired private StaffRepository staff;
  @Autowired private StaffAccounts accounts;
  @Autowired private SecretGenerator secrets;
  @Autowired private AuditedOperations operations;
  @Autowired private AuditLog audit;
  @Autowired private JdbcClient database;

  private final MovableClock clock = new MovableClock(Instant.now());
  private AccessTokens tokens;
  private StaffMember member;

  @BeforeEach
  void makeMember() {
    tokens = new AccessTokens(repository, query, staff, secrets, operations, audit, clock);
    member = team.newMember(Role.BILLING).account();
  }

  @Test
  void recognise_newToken_isTheMembersWithTheMembersRole() {
    AccessTokens.NewToken created = create(null);

    assertThat(created.secret().reveal()).matches("bpm_adm_[0-9A-Za-z]{38}");
    assertThat(tokens.recognise(created.secret().reveal()))
        .hasValueSatisfying(
            bearer -> {
              assertThat(bearer.token().id()).isEqualTo(created.token().id());
              assertThat(bearer.actor("192.0.2.1").role()).isEqualTo(Role.BILLING);
              assertThat(bearer.actor("192.0.2.1").staffId()).isEqualTo(member.id());
            });
  }

  @Test
  void create_anyToken_storesNothingThatOpens() {
    AccessTokens.NewToken created = create(null);

    String row =
        database
            .sql("select t::text from access_token t where id = :id")
            .param("id", created.token().id())
            .query(String.class)
            .single();
    assertThat(row).doesNotContain(created.secret().reveal()).contains(created.token().prefix());
    assertThat(created.toString()).doesNotContain(created.secret().reveal());
    assertThat(created.token().prefix()).hasSize(12);
  }

  @Test
  void recognise_afterTheMembersRoleChanged_hasTheNewRole() {
    String token = create(null).secret().reveal();
    StaffDetails auditor = new StaffDetails(member.name(), Role.AUDITOR, member.language());
    accounts.edit(OWNER, member.id(), member.version(), auditor).orElseThrow();

    assertThat(tokens.recognise(token).orElseThrow().actor(null).role()).isEqualTo(Role.AUDITOR);
  }

  @Test
  void recognise_memberDisabledAndEnabledAgain_needsANewToken() {
    AccessTokens.NewToken before = create(null);
    accounts.disable(OWNER, member.id(), null, "on leave").orElseThrow();
    assertThat(tokens.recognise(before.secret().reveal())).isEmpty();

    accounts.enable(OWNER, member.id(), null, null).orElseThrow();

    assertThat(tokens.recognise(before.secret().reveal())).isEmpty();
    assertThat(row(before).status()).isEqualTo(AccessTokenStatus.REVOKED);
    assertThat(tokens.recognise(create(null).secret().reveal())).isPresent();
  }

  @Test
  void recognise_expiry_endsAtTheInstant() {
    Instant end = clock.instant().plusSeconds(60);
    String token = create(end).secret().reveal();

    clock.advance(Duration.ofSeconds(60).minusMillis(1));
    assertThat(tokens.recognise(token)).isPresent();
    clock.advance(Duration.ofMillis(1));
    assertThat(tokens.recognise(token)).isEmpty();
  }

  /** What a leaked token has asked for ends with it, and with its member being disabled. */
  @Test
  void requester_tokenRevokedOrMemberDisabledSince_isNoActorAnyMore() {
    StaffRequesters requesters = new StaffRequesters(staff, repository);
    AccessTokens.NewToken one = create(null);
    Actor actor = tokens.recognise(one.secret().reveal()).orElseThrow().actor("192.0.2.1");
    Instant asked = Instant.now();
    assertThat(actor.token()).isEqualTo(new Actor.Token(one.token().id(), one.token().prefix()));
    assertThat(requesters.still(actor, asked)).contains(actor);

    tokens.revoke(OWNER, one.token().id(), null).orElseThrow();
    assertThat(requesters.still(actor, asked)).isEmpty();
    assertThat(requesters.still(actor.with(null), asked)).isPresent();

    accounts.disable(OWNER, member.id(), null, "left").orElseThrow();
    accounts.enable(OWNER, member.id(), null, "back").orElseThrow();
    assertThat(requesters.still(actor.with(null), asked)).isEmpty();
    assertThat(requesters.still(actor.with(null), Instant.now().plusSeconds(1))).isPresent();
    assertThat(requesters.still(OWNER, asked)).contains(OWNER);
  }

  /** Somebody has a token that was taken away: the sign of a leak. */
  @Test
  void noteRefused_revokedToken_isRecordedOnceAnHour() {
    AccessTokens.NewToken token = create(null);
    tokens.revoke(OWNER, token.token().id(), null).orElseThrow();

    tokens.noteRefused(token.secret().reveal(), "192.0.2.9");
    tokens.noteRefused(token.secret().reveal(), "192.0.2.9");
    tokens.noteRefused("bpm_adm_" + "0".repeat(38), "192.0.2.9");
    assertThat(uses(token)).containsExactly("use while revoked " + token.token().prefix());

    clock.advance(Duration.ofHours(1));
    tokens.noteRefused(token.secret().reveal(), "192.0.2.9");
    assertThat(uses(token)).hasSize(2);
  }

  private List<String> uses(AccessTokens.NewToken token) {
    return database
        .sql(
            """
            select refusal || ' ' || token from audit_entry
             where operation = 'access-token.use' and target_id = :id and address = '192.0.2.9'
            """)
        .param("id", token.token().id().toString())
        .query(String.class)
        .list();
  }

  @Test
  void revoke_token_refusesItFromThenOn() {
    AccessTokens.NewToken created = create(null);

    AccessToken revoked = tokens.revoke(OWNER, created.token().id(), null).orElseThrow();

    assertThat(revoked.revokedAt()).isNotNull();
    assertThat(tokens.recognise(created.secret().reveal())).isEmpty();
    assertThat(tokens.revoke(OWNER, created.token().id(), null).orElseThrow()).isEqualTo(revoked);
  }

  @Test
  void list_byStatus_agreesWithEachToken() {
    create(null);
    create(clock.instant().plusSeconds(1));
    tokens.revoke(OWNER, create(null).token().id(), "unused").orElseThrow();
    clock.advance(Duration.ofSeconds(1));

    for (AccessTokenStatus status : AccessTokenStatus.values()) {
      Map<String, String> filter =
          Map.of("staffId", member.id().toString(), "name", "program", "status", status.wireName());
      assertThat(tokens.list(OWNER, new ListQuery(filter, List.of(), 0, 10)).orElseThrow().items())
          .singleElement()
          .satisfies(row -> assertThat(row.token().status(clock.instant())).isEqualTo(status));
    }
  }

  @Test
  void create_longestName_isStored() {
    AccessTokens.NewToken created =
        tokens.create(OWNER, member.id(), "n".repeat(200), null).orElseThrow();

    assertThat(row(created).token().name()).hasSize(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "bpm_adm_",
        "bpm_prod_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZab",
        "bpm_adm_00000000000000000000000000000000000000",
        "bpm_adm_0000000000000000000000000000000000000\u0000",
        "bpm_adm_' or true --"
      })
  void recognise_whatIsNoToken_isNobody(String text) {
    assertThat(tokens.recognise(text)).isEmpty();
  }

  @Test
  void recognise_useWithinAMinute_isNotedOnce() {
    AccessTokens.NewToken created = create(null);
    Instant first = clock.instant();
    tokens.recognise(created.secret().reveal());
    clock.advance(Duration.ofSeconds(59));
    tokens.recognise(created.secret().reveal());

    assertThat(lastUse(created)).isBetween(first.minusMillis(1), first.plusMillis(1));
    clock.advance(Duration.ofSeconds(1));
    tokens.recognise(created.secret().reveal());
    assertThat(lastUse(created)).isAfter(first.plusSeconds(59));
  }

  @ParameterizedTest
  @EnumSource(value = Role.class, names = "OWNER", mode = EnumSource.Mode.EXCLUDE)
  void create_anyoneButAnOwner_isRefused(Role role) {
    Actor actor = team.member(role).actor();

    assertThat(tokens.create(actor, member.id(), "mine", null))
        .isEqualTo(Result.refused(new Refusal.Forbidden(Permission.MANAGE_STAFF)));
    assertThat(tokens.revoke(actor, UUID.randomUUID(), null))
        .isEqualTo(Result.refused(new Refusal.Forbidden(Permission.MANAGE_STAFF)));
  }

  @Test
  void create_forADisabledOrUnknownMember_isRefused() {
    accounts.disable(OWNER, member.id(), null, "left").orElseThrow();

    assertThat(tokens.create(OWNER, member.id(), "late", null))
        .isEqualTo(Result.refused(new Refusal.StateForbids("disabled", "create")));
    assertThat(tokens.create(OWNER, new UUID(0, 1), "nobody's", null))
        .isInstanceOfSatisfying(
            Result.Refused.class,
            refused -> assertThat(refused.refusal()).isInstanceOf(Refusal.NotFound.class));
  }

  @Test
  void create_expiryInThePast_namesTheField() {
    assertThat(tokens.create(OWNER, member.id(), "late", clock.instant()))
        .isInstanceOfSatisfying(
            Result.Refused.class,
            refused ->
                assertThat(refused.refusal())
                    .isInstanceOfSatisfying(
                        Refusal.Invalid.class,
                        invalid -> assertThat(invalid.field()).isEqualTo("expiresAt")));
  }

  private AccessTokens.NewToken create(@Nullable Instant expiresAt) {
    return tokens.create(OWNER, member.id(), "a program", expiresAt).orElseThrow();
  }

  private @Nullable Instant lastUse(AccessTokens.NewToken created) {
    return row(created).token().lastUsedAt();
  }

  /** As the list of the member's tokens has it. */
  private AccessTokenRow row(AccessTokens.NewToken created) {
    Map<String, String> ofMember = Map.of("staffId", member.id().toString());
    return tokens
        .list(OWNER, new ListQuery(ofMember, List.of(), 0, 10))
        .orElseThrow()
        .items()
        .stream()
        .filter(row -> row.token().id().equals(created.token().id()))
        .findFirst()
        .orElseThrow();
  }
}
