package com.bpmcentr.console.explain.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.ConsoleTest;
import com.bpmcentr.console.TestStaff;
import com.bpmcentr.console.apikey.ApiKey;
import com.bpmcentr.console.apikey.ApiKeyService;
import com.bpmcentr.console.apikey.NewApiKey;
import com.bpmcentr.console.customer.CustomerDetails;
import com.bpmcentr.console.customer.CustomerService;
import com.bpmcentr.console.explain.AskedCheck;
import com.bpmcentr.console.explain.ExplainService;
import com.bpmcentr.console.explain.Explanation;
import com.bpmcentr.console.shell.Desk;
import com.bpmcentr.console.shell.Drafts;
import com.bpmcentr.console.shell.Parts;
import com.bpmcentr.console.shell.detail.Note;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.staff.Role;
import com.bpmcentr.console.subscription.NewSubscription;
import com.bpmcentr.console.subscription.SubscriptionService;
import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.demo.postgres.LicenseDatabase;
import com.bpmcentr.license.Environment;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.Interval;
import com.bpmcentr.license.Language;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.util.ReflectionTestUtils;

/** What the page makes of a link to a moment, and of what edges said they hold. */
@ConsoleTest
class ExplainPageIT {

  private static final String EDGE = "explain-page";

  @Autowired private TestStaff staff;
  @Autowired private Desk desk;
  @Autowired private CustomerService customers;
  @Autowired private SubscriptionService subscriptions;
  @Autowired private ApiKeyService keys;
  @Autowired private ExplainService explain;
  @Autowired private LicenseDatabase database;

  private Actor owner;
  private UUID subscription;
  private UUID key;

  @BeforeEach
  void open() {
    desk.sitDown(staff.member(Role.SUPPORT));
    owner = staff.member(Role.OWNER).actor();
    UUID customer =
        customers
            .create(
                owner,
                new CustomerDetails(
                    "explain-page-" + UUID.randomUUID() + "@shop.example",
                    "Explained",
                    null,
                    "UA",
                    Language.EN))
            .orElseThrow()
            .id();
    key =
        keys.create(owner, customer, new NewApiKey("Shop", Environment.PROD, null))
            .orElseThrow()
            .apiKey()
            .id();
    subscription =
        subscriptions
            .create(
                owner, new NewSubscription(customer, "rozetka", Interval.MONTH, false, "5", null))
            .orElseThrow()
            .subscription()
            .id();
  }

  @AfterEach
  void close() {
    desk.leave();
    edges().sql("delete from heartbeat where edge_id = :edge").param("edge", EDGE).update();
  }

  @Test
  void link_withAMoment_tellsWhatWasAnsweredThen_andWhatEdgesAnswerNow() {
    Explanation before = explained();
    subscriptions.revoke(owner, subscription, null, "since").orElseThrow();
    heartbeat(license(before).position());

    assertThat(told(null)).contains("Refused · REVOKED", EDGE);
    String then = told(before.at());
    assertThat(then)
        .contains(
            "Allowed · VALID",
            "Not at the moment that is explained, but now",
            "A newer one has been published since")
        .containsPattern(
            EDGE + ".*Its data is not the newest: position " + license(before).position())
        .doesNotContain("REVOKED");
    heartbeat(license(explained()).position());
    assertThat(told(before.at()))
        .contains("Allowed · VALID")
        .containsPattern(EDGE + ".*Its data is the newest: position .*REVOKED");
  }

  /** The page was none at all: who knows connector and account can go on typing them. */
  @Test
  void connectors_cannotBeRead_thePageSaysSoAndTriesAgain() {
    JdbcClient tables = JdbcClient.create(database.dataSource(DatabaseRole.OWNER));
    tables.sql("alter table connector rename to taken_away").update();
    Component page;
    try {
      page = desk.page("explain");
      assertThat(Parts.only(page, Note.class).isVisible()).isTrue();
    } finally {
      tables.sql("alter table taken_away rename to connector").update();
    }

    Parts.of(page, Button.class).stream()
        .filter(button -> button.getText().equals("Try again"))
        .findFirst()
        .orElseThrow()
        .click();

    assertThat(Parts.only(page, Note.class).isVisible()).isFalse();
    ComboBox<?> connector = Parts.of(page, ComboBox.class).get(1);
    assertThat(connector.getListDataView().getItems().map(Object::toString)).contains("rozetka");
  }

  @Test
  void edges_thatHoldTheNewestOrNot_areNamedWithWhatTheyAnswer() {
    Explanation.Basis held = license(explained());
    String holds = "position " + held.position() + ", license " + held.version();
    heartbeat(held.position());
    assertThat(told(null)).containsPattern(EDGE + ".*Its data is the newest: " + holds + ".*VALID");

    subscriptions.revoke(owner, subscription, null, "test").orElseThrow();

    assertThat(told(null))
        .contains("Refused · REVOKED")
        .containsPattern(EDGE + ".*Its data is not the newest: " + holds + ".*VALID");
  }

  /** The list of keys is read part by part, and what was picked from it was not found again. */
  @Test
  void draft_withAKeyThatWasPicked_hasItAgain() {
    ApiKey picked = keys.get(owner, key).orElseThrow();
    Component page = desk.page("explain");
    var form = Objects.requireNonNull((ExplainForm) ReflectionTestUtils.getField(page, "form"));
    Object draft = Objects.requireNonNull(ReflectionTestUtils.getField(form, "draft"));
    ReflectionTestUtils.invokeMethod(draft, "keep");

    ReflectionTestUtils.invokeMethod(
        draft,
        "restore",
        new Drafts.Kept(
            "just now", Map.of(), Map.of("apiKeyId", picked.prefix() + "… · Shop"), true));

    assertThat(form.link()).containsEntry("apiKeyId", List.of(key.toString()));
  }

  /** All that the page answers to its link. */
  private String told(@Nullable Instant at) {
    Component page = desk.page("explain");
    Map<String, String> asked = new HashMap<>();
    asked.put("apiKeyId", key.toString());
    asked.put("connector", "rozetka");
    asked.put("account", "5");
    if (at != null) {
      asked.put("at", at.toString());
    }
    ExplainForm form =
        Objects.requireNonNull((ExplainForm) ReflectionTestUtils.getField(page, "form"));
    assertThat(form.fill(asked)).isTrue();
    ReflectionTestUtils.invokeMethod(page, "explain");
    return Objects.requireNonNull((Component) ReflectionTestUtils.getField(page, "told"))
        .getElement()
        .getTextRecursively();
  }

  private Explanation explained() {
    return explain
        .explain(owner, new AskedCheck(null, key, "rozetka", "5", null, null))
        .orElseThrow();
  }

  private static Explanation.Basis license(Explanation told) {
    return Objects.requireNonNull(told.license());
  }

  private void heartbeat(FeedPosition position) {
    edges()
        .sql(
            """
            insert into heartbeat (edge_id, boot_id, region, version, epoch, seq, age_seconds,
                set_size, at)
            values (:edge, gen_random_uuid(), 'test', '1', :epoch, :seq, 1, 1, present())
            """)
        .param("edge", EDGE)
        .param("epoch", position.epoch())
        .param("seq", position.seq())
        .update();
  }

  private JdbcClient edges() {
    return JdbcClient.create(database.dataSource(DatabaseRole.OWNER));
  }
}
