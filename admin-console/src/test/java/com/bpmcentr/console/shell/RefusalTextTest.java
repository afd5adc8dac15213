package com.bpmcentr.console.shell;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.SourceCalls;
import com.bpmcentr.console.access.AccessTokenStatus;
import com.bpmcentr.console.apikey.ApiKeyStatus;
import com.bpmcentr.console.connector.PriceChange;
import com.bpmcentr.console.imports.ImportState;
import com.bpmcentr.console.invoice.InvoiceStatus;
import com.bpmcentr.console.job.JobState;
import com.bpmcentr.console.operation.InvalidKey;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.subscription.ActionName;
import com.bpmcentr.console.subscription.SubscriptionStatus;
import com.bpmcentr.license.ConnectorState;
import com.bpmcentr.license.WireName;
import java.lang.reflect.Field;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RefusalTextTest {

  /** Not of refusals that arise, but of those that are read from a log or taken apart. */
  private static final Set<String> READERS =
      Set.of("RecordedRefusal", "RefusalText", "Refusal", "RefusalProblems");

  /** What an expression stands for, where the call has no plain word. */
  private static final Map<String, List<String>> STANDS_FOR =
      Map.ofEntries(
          entry("PriceService: state.wireName()", names(PriceChange.State.values())),
          entry("ApiKeyService: key.status(now).wireName()", names(ApiKeyStatus.values())),
          entry("ApiKeyService: action", List.of("edit", "rotate", "retire", "revoke")),
          entry("ApiKey: status(revoked.at()).wireName()", names(ApiKeyStatus.values())),
          entry("ConnectorService: state.wireName()", names(ConnectorState.values())),
          entry("ConnectorService: before.state().wireName()", names(ConnectorState.values())),
          entry("ConnectorService: verb", List.of("publish", "retire")),
          entry("AccessTokens: token.status(now).wireName()", names(AccessTokenStatus.values())),
          entry("StaffAccounts: verb(attempt)", List.of("edit", "disable")),
          // "wrong password" is no state, and the log's own words know it
          entry("LoginService: why", List.of("locked", "disabled")),
          entry("LoginService: verb", List.of("login", "confirm-password")),
          entry("ImportService: found.state().wireName()", names(ImportState.values())),
          entry("BulkService: job.get().state().wireName()", names(JobState.values())),
          entry("LicenseIssuer: what", List.of("keys", "subscriptions")),
          entry(
              "BillingService: invoice.status(moment.now()).wireName()",
              names(InvoiceStatus.values())),
          entry("Payments: invoice.status(moment.now()).wireName()", names(InvoiceStatus.values())),
          entry(
              "Payments: subscription.status(moment.now()).wireName()",
              names(SubscriptionStatus.values())),
          entry("Payments: ActionName.PAY.wireName()", List.of("pay")),
          entry(
              "Lifecycle: subscription.status(now).wireName()", names(SubscriptionStatus.values())),
          entry("Lifecycle: action.name().wireName()", names(ActionName.values())));

  private final TextUi ui = new TextUi(Locale.of("uk"));

  @Test
  void of_everyStateThatForbids_saysStateAndActionInWords() {
    Set<String> wordless = new TreeSet<>();
    for (SourceCalls.Call call : refusals("StateForbids")) {
      for (String status : values(call, 0)) {
        if (!isKnown("status." + status)
            && !isKnown("invoice-status." + status)
            && !isKnown("import-state." + status)
            && !isKnown("job-state." + status)) {
          wordless.add("status." + status);
        }
      }
      values(call, 1).stream()
          .map(action -> "action." + action)
          .filter(key -> !isKnown(key))
          .forEach(wordless::add);
    }
    assertThat(wordless).isEmpty();
  }

  /** A key was said to be revoked as only a subscription is. */
  @Test
  void of_stateThatKeysAndSubscriptionsHave_isToldWithoutAGender() {
    assertThat(RefusalText.of(new Refusal.StateForbids("revoked", "revoke"), ui))
        .isEqualTo("«Відкликати» неможливо у стані «Відкликано».");
  }

  @Test
  void of_everyLimit_saysItInWords() {
    assertThat(
            refusals("LimitReached").stream()
                .flatMap(call -> values(call, 0).stream())
                .map(limit -> "refused.limit." + limit))
        .isNotEmpty()
        .allMatch(this::isKnown);
  }

  @Test
  void of_whatCanBeDoneInstead_isSaidInWords() {
    assertThat(
            refusals("StateForbids|LimitReached").stream()
                .flatMap(call -> call.literal(2).stream()))
        .isNotEmpty()
        .allMatch(this::isKnown);
    assertThat(RefusalText.of(new Refusal.LimitReached("moves", 3, "instead.override"), ui))
        .endsWith(" " + ui.getTranslation("instead.override") + ".")
        .doesNotContain("override");
  }

  /** Of those that are named where they are refused; names made of others are shown as they are. */
  @Test
  void of_everyFieldThatIsNamed_saysItInWords() {
    Set<String> wordless = new TreeSet<>();
    refusals("AlreadyExists|Invalid|FieldRules\\.\\w+|required|whole|range").stream()
        .flatMap(call -> call.literal(0).stream())
        .filter(field -> !field.isEmpty())
        .map(field -> "field." + field)
        .filter(key -> !isKnown(key))
        .forEach(wordless::add);
    assertThat(wordless).isEmpty();
  }

  @Test
  void atField_everyMessage_hasWords() throws IllegalAccessException {
    Set<String> wordless = new TreeSet<>();
    for (Field constant : InvalidKey.class.getDeclaredFields()) {
      String key = (String) constant.get(null);
      if (key == null || !isKnown(key)) {
        wordless.add(constant.getName());
      }
    }
    assertThat(wordless).isEmpty();
  }

  @Test
  void of_fieldWithoutWords_namesItAsItIs() {
    assertThat(RefusalText.of(new Refusal.Invalid("keys.1.name", InvalidKey.REQUIRED), ui))
        .startsWith("keys.1.name: ")
        .doesNotContain("!uk");
  }

  @Test
  void of_invoicePaidMeanwhile_saysPaid() {
    assertThat(RefusalText.of(new Refusal.StateForbids("paid", "void"), ui))
        .contains(ui.getTranslation("invoice-status.paid"))
        .doesNotContain("!uk");
  }

  /** As all else that is said at a field; after the field's name it goes on. */
  @Test
  void atField_beginsAsASentenceDoes() {
    var empty = new Refusal.Invalid("name", InvalidKey.REQUIRED);

    assertThat(RefusalText.atField(empty, ui)).isEqualTo("Не може бути порожнім");
    assertThat(RefusalText.of(empty, ui)).endsWith(" не може бути порожнім");
  }

  @Test
  void atField_moments_areToldByTheCompanysClock() {
    RefusalText.tellMomentsBy(ZoneId.of("Europe/Kyiv"), ui);

    String told =
        RefusalText.atField(
            new Refusal.Invalid(
                "paidAt",
                InvalidKey.TIME_RANGE,
                List.of("2026-08-24T05:18:24.113Z", "2026-11-22T08:18:24.113Z")),
            ui);

    assertThat(told).contains("08:18").contains("10:18").doesNotContain("T05").doesNotContain("Z");
  }

  @Test
  void atField_amount_isToldAsMoney() {
    RefusalText.tellMomentsBy(ZoneId.of("Europe/Kyiv"), ui);

    assertThat(
            RefusalText.atField(
                new Refusal.Invalid("amount", InvalidKey.AMOUNT, List.of("15.00 USD")), ui))
        .contains("15,00")
        .doesNotContain("15.00");
  }

  private static List<SourceCalls.Call> refusals(String name) {
    return SourceCalls.of(name).stream().filter(call -> !READERS.contains(call.file())).toList();
  }

  private static List<String> values(SourceCalls.Call call, int index) {
    return call.literal(index)
        .map(List::of)
        .orElseGet(
            () -> {
              assertThat(STANDS_FOR).containsKey(call.written(index));
              return STANDS_FOR.getOrDefault(call.written(index), List.of());
            });
  }

  private boolean isKnown(String key) {
    return !ui.getTranslation(key).endsWith(key);
  }

  private static List<String> names(WireName[] constants) {
    return Arrays.stream(constants).map(WireName::wireName).toList();
  }
}
