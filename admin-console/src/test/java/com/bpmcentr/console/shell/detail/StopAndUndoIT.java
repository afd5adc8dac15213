package com.bpmcentr.console.shell.detail;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.Business;
import com.bpmcentr.console.ConsoleTest;
import com.bpmcentr.console.TestStaff;
import com.bpmcentr.console.access.StaffAccounts;
import com.bpmcentr.console.access.StaffDetails;
import com.bpmcentr.console.apikey.ApiKeyService;
import com.bpmcentr.console.apikey.NewApiKey;
import com.bpmcentr.console.bulk.BulkRequest;
import com.bpmcentr.console.bulk.BulkService;
import com.bpmcentr.console.bulk.Selection;
import com.bpmcentr.console.customer.Customer;
import com.bpmcentr.console.customer.CustomerDetails;
import com.bpmcentr.console.customer.CustomerService;
import com.bpmcentr.console.imports.ImportService;
import com.bpmcentr.console.invoice.InvoiceService;
import com.bpmcentr.console.invoice.PaymentMethod;
import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.price.PriceForm;
import com.bpmcentr.console.price.PriceService;
import com.bpmcentr.console.shell.Desk;
import com.bpmcentr.console.shell.Parts;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.staff.Role;
import com.bpmcentr.console.subscription.BillingService;
import com.bpmcentr.console.subscription.NewSubscription;
import com.bpmcentr.console.subscription.Subscription;
import com.bpmcentr.console.subscription.SubscriptionService;
import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.demo.postgres.LicenseDatabase;
import com.bpmcentr.license.Environment;
import com.bpmcentr.license.Interval;
import com.bpmcentr.license.Language;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.util.ReflectionTestUtils;

/** What the pages say before something is stopped, and what they take back afterwards. */
@ConsoleTest
class StopAndUndoIT {

  @Autowired private TestStaff staff;
  @Autowired private Desk desk;
  @Autowired private CustomerService customers;
  @Autowired private SubscriptionService subscriptions;
  @Autowired private BillingService billing;
  @Autowired private ApiKeyService keys;
  @Autowired private BulkService bulk;
  @Autowired private ImportService imports;
  @Autowired private InvoiceService invoices;
  @Autowired private PriceService prices;
  @Autowired private StaffAccounts accounts;
  @Autowired private LicenseDatabase database;

  private Actor owner;
  private UUID customer;
  private UUID subscription;

  @BeforeEach
  void open() {
    desk.sitDown(staff.member(Role.OWNER));
    owner = staff.member(Role.OWNER).actor();
    String email = "stop-" + UUID.randomUUID() + "@shop.example";
    customer =
        customers
            .create(owner, new CustomerDetails(email, "Stop", null, "UA", Language.EN))
            .orElseThrow()
            .id();
    subscription = unpaid("rozetka");
    pay();
  }

  private UUID unpaid(String connector) {
    return subscriptions
        .create(
            owner, new NewSubscription(customer, connector, Interval.MONTH, false, "1234567", null))
        .orElseThrow()
        .subscription()
        .id();
  }

  private void pay() {
    var owed = Objects.requireNonNull(billing.outlook(owner, subscription).orElseThrow().payment());
    billing.pay(owner, subscription, null, Business.payment(owed.bill().amount())).orElseThrow();
  }

  @AfterEach
  void close() {
    desk.leave();
  }

  @Test
  void stop_whatIsInUse_saysBeforeWhomItStops() {
    UUID key = newKey();
    used(key);

    Map<String, String> said = new LinkedHashMap<>();
    said.put("block", said(desk.page("customers", customer), "action.block"));
    Component page = desk.page("subscriptions", subscription);
    for (String action : List.of("suspend", "change_account", "revoke")) {
      said.put(action, said(page, "action." + action));
    }
    said.put("revoke the key", said(desk.page("api-keys", key), "action.revoke"));

    assertThat(said.entrySet())
        .allSatisfy(
            dialog ->
                assertThat(dialog.getValue())
                    .as(dialog.getKey())
                    .contains(
                        "Stops 1 account, 9,120 checks a day", "The last allowed check: at most"));
  }

  /** What was paid late begins when it was paid, whatever the invoice had asked for. */
  @Test
  void invoices_thatArePaid_sayWhatWasPaidFor() {
    JdbcClient.create(database.dataSource(DatabaseRole.OWNER))
        .sql(
            """
            update invoice set period_from = '2021-03-04', period_to = '2021-04-04',
                paid_from = '2022-05-06', paid_to = '2022-06-06'
             where subscription_id = :subscription
            """)
        .param("subscription", subscription)
        .update();

    assertThat(desk.page("subscriptions", subscription).getElement().getTextRecursively())
        .contains("2022")
        .doesNotContain("2021");
  }

  /** The service refuses what is left out; the form says before that it will. */
  @Test
  void key_whereATimeMustBeGiven_isMarkedSo() {
    UUID key = newKey();
    Component page = desk.page("api-keys", key);

    for (String action : List.of("action.retire-key", "action.rotate")) {
      assertThat(Parts.only(desk.open(page, action), DateTimePicker.class))
          .as(action)
          .matches(DateTimePicker::isRequiredIndicatorVisible);
    }
  }

  /** Else each of the two would read as the one that was replaced. */
  @Test
  void rotation_isToldOnThePageOfEither() {
    UUID old = newKey();
    UUID successor =
        keys.rotate(owner, old, Duration.ofDays(7), "test").orElseThrow().apiKey().id();

    assertThat(desk.page("api-keys", successor).getElement().getTextRecursively())
        .contains("API key: new one in place of the old");
    assertThat(desk.page("api-keys", old).getElement().getTextRecursively())
        .contains("API key: rotation")
        .doesNotContain("API key: new one");
  }

  /** Who asked for it, and why: in the log only those read it who may. */
  @Test
  void jobAndImport_sayOnTheirPagesWhatHappenedToThem() throws IOException {
    UUID job =
        bulk.request(
                owner,
                "subscription",
                new BulkRequest("suspend", new Selection.Ids(List.of(subscription)), "a dispute"))
            .orElseThrow()
            .id();
    UUID broughtIn =
        imports
            .receive(owner, new ByteArrayInputStream("{}".getBytes(StandardCharsets.UTF_8)))
            .orElseThrow()
            .id();

    assertThat(told(desk.page("jobs", job))).contains(owner.name(), "a dispute");
    assertThat(told(desk.page("imports", broughtIn))).contains(owner.name());
  }

  private static String told(Component page) {
    return Parts.only(page, Timeline.class).getElement().getTextRecursively();
  }

  @Test
  void cancel_isTakenBack() {
    Component page = desk.page("subscriptions", subscription);

    desk.act(page, "action.cancel");
    assertThat(now().autoRenew()).isFalse();
    assertThat(notices()).hasSize(1);
    undo(page);

    assertThat(now().autoRenew()).isTrue();
    assertThat(undos(page)).isEmpty();
    assertThat(notices()).as("that offer what was done").isEmpty();
  }

  @Test
  void reactivate_withinThePeriod_isTakenBack() {
    subscriptions.cancel(owner, subscription, null, "before").orElseThrow();
    Component page = desk.page("subscriptions", subscription);

    desk.act(page, "action.reactivate");
    assertThat(now().autoRenew()).isTrue();
    undo(page);

    assertThat(now().autoRenew()).isFalse();
  }

  @Test
  void resume_isTakenBackForTheReasonThatThereWas() {
    subscriptions.suspend(owner, subscription, null, "a dispute").orElseThrow();
    Component page = desk.page("subscriptions", subscription);

    desk.act(page, "action.resume");
    assertThat(now().hold()).isNull();
    undo(page);

    assertThat(Objects.requireNonNull(now().hold()).reason()).isEqualTo("a dispute");
  }

  @Test
  void refund_ofWhatWasGivenBack_isNotOfferedAgain() {
    assertThat(offered(desk.page("subscriptions", subscription))).contains("action.refund");

    billing.refund(owner, subscription, null, "a test").orElseThrow();

    assertThat(offered(desk.page("subscriptions", subscription)))
        .isNotEmpty()
        .doesNotContain("action.refund");
  }

  private static List<String> offered(Component page) {
    return Parts.of(page, Button.class).stream()
        .map(button -> button.getElement().getAttribute("data-action"))
        .filter(Objects::nonNull)
        .toList();
  }

  private String said(Component page, String action) {
    return desk.open(page, action).getElement().getTextRecursively();
  }

  /** What a page offers may have been done by somebody else since. */
  @Test
  void resume_doneBySomebodyElseMeanwhile_isSaidAndShown() {
    subscriptions.suspend(owner, subscription, null, "a dispute").orElseThrow();
    Component page = desk.page("subscriptions", subscription);
    subscriptions.resume(owner, subscription, null, "settled").orElseThrow();

    desk.press(page, "action.resume");

    assertThat(Parts.dialogs(UI.getCurrent())).isEmpty();
    assertThat(offered(page)).contains("action.suspend").doesNotContain("action.resume");
  }

  @ParameterizedTest
  @ValueSource(strings = {"action.pay", "action.change_interval"})
  void billing_paidAheadMeanwhile_isSaidAndShown(String action) {
    Component page = desk.page("subscriptions", subscription);
    assertThat(offered(page)).contains("action.pay", action);
    pay();

    desk.press(page, action);

    assertThat(Parts.dialogs(UI.getCurrent())).isEmpty();
    assertThat(offered(page)).isNotEmpty().doesNotContain("action.pay");
  }

  @Test
  void refund_givenMeanwhile_isSaidAndShown() {
    Component page = desk.page("subscriptions", subscription);
    billing.refund(owner, subscription, null, "a test").orElseThrow();

    desk.press(page, "action.refund");

    assertThat(Parts.dialogs(UI.getCurrent())).isEmpty();
    assertThat(offered(page)).isNotEmpty().doesNotContain("action.refund");
  }

  /** Whoever looks at what is owed has the customer's transfer before them. */
  @Test
  void payment_ofWhatIsOwed_isRecordedOnTheInvoicesPage() {
    subscription = unpaid("prom-ua");
    UUID invoice = invoices.list(owner, theirs()).orElseThrow().items().getFirst().invoice().id();
    Component page = desk.page("invoices", invoice);
    Dialog dialog = desk.open(page, "action.pay");
    assertThat(dialog.getElement().getTextRecursively()).contains("Owed: $15.00");
    var owed = Objects.requireNonNull(billing.outlook(owner, subscription).orElseThrow().payment());
    Parts.of(dialog, TextField.class)
        .getFirst()
        .setValue(owed.bill().amount().amount().toPlainString());
    method(dialog).setValue(PaymentMethod.BANK_TRANSFER);
    Parts.of(dialog, TextField.class).getLast().setValue("ref-" + invoice);

    Parts.confirm(dialog);

    assertThat(dialog.isOpened()).isFalse();
    assertThat(offered(page)).contains("action.reverse").doesNotContain("action.pay");
  }

  /** Nobody owes it: whoever has the customer on the phone is not to ask for it. */
  @Test
  void payment_ahead_isNotCalledOwed() {
    Dialog dialog = desk.open(desk.page("subscriptions", subscription), "action.pay");

    assertThat(dialog.getElement().getTextRecursively())
        .contains("Paid until", "To pay ahead: $15.00")
        .doesNotContain("Owed");
  }

  @SuppressWarnings("unchecked") // there is no other choice in it
  private static Select<PaymentMethod> method(Dialog dialog) {
    return Parts.only(dialog, Select.class);
  }

  @Test
  void reversal_doneMeanwhile_isSaidAndShown() {
    UUID invoice = invoices.list(owner, theirs()).orElseThrow().items().getFirst().invoice().id();
    Component page = desk.page("invoices", invoice);
    assertThat(offered(page)).contains("action.reverse");
    billing.reversePayment(owner, invoice, "a test").orElseThrow();

    desk.press(page, "action.reverse");

    assertThat(Parts.dialogs(UI.getCurrent())).isEmpty();
    assertThat(offered(page)).doesNotContain("action.reverse");
  }

  @Test
  void discount_asAPercentage_isNoPriceAsWell() {
    Dialog dialog = desk.open(desk.page("subscriptions", subscription), "action.discount");
    List<TextField> ways = Parts.of(dialog, TextField.class);
    TextField percent = ways.getFirst();
    TextField price = ways.get(1);

    percent.setValue("20");
    assertThat(price.isEnabled()).isFalse();
    percent.clear();
    price.setValue("9");
    assertThat(percent.isEnabled()).isFalse();
  }

  @Test
  void discount_ofWhatWasRevokedMeanwhile_isSaidAndShown() {
    Component page = desk.page("subscriptions", subscription);
    Dialog dialog = desk.open(page, "action.discount");
    Parts.of(dialog, TextField.class).getFirst().setValue("20");
    Parts.only(dialog, TextArea.class).setValue("as a test");
    subscriptions.revoke(owner, subscription, null, "a test").orElseThrow();

    Parts.confirm(dialog);

    assertThat(dialog.isOpened()).isFalse();
    assertThat(offered(page)).isNotEmpty().doesNotContain("action.discount");
  }

  @ParameterizedTest
  @ValueSource(strings = {"action.retire-key", "action.rotate"})
  void key_revokedMeanwhile_isSaidAndShown(String action) {
    UUID key = newKey();
    Component page = desk.page("api-keys", key);
    Dialog dialog = desk.open(page, action);
    Parts.only(dialog, DateTimePicker.class).setValue(LocalDateTime.now().plusDays(9));
    Parts.only(dialog, TextArea.class).setValue("as a test");
    keys.revoke(owner, key, "leaked").orElseThrow();

    Parts.confirm(dialog);

    assertThat(dialog.isOpened()).isFalse();
    assertThat(offered(page)).isNotEmpty().doesNotContain(action);
  }

  @Test
  void price_withdrawnMeanwhile_isSaidAndShown() {
    Instant ahead = Instant.now().plus(Duration.ofDays(700));
    PriceForm form = PriceForm.of(null, "prom-ua", "19.00", "190.00", ahead, "a test");
    UUID change = prices.set(owner, form).orElseThrow().change().id();
    Component page = desk.page("prices");
    ReflectionTestUtils.invokeMethod(page, "show");
    Dialog dialog = desk.open(page, "action.withdraw");
    Parts.only(dialog, TextArea.class).setValue("as a test");
    prices.withdraw(owner, change, "a test").orElseThrow();

    Parts.confirm(dialog);

    assertThat(dialog.isOpened()).isFalse();
    assertThat(offered(page)).isNotEmpty().doesNotContain("action.withdraw");
  }

  private UUID newKey() {
    return keys.create(owner, customer, new NewApiKey("Shop", Environment.PROD, null))
        .orElseThrow()
        .apiKey()
        .id();
  }

  private ListQuery theirs() {
    return new ListQuery(Map.of("subscriptionId", subscription.toString()), List.of(), 0, 1);
  }

  @Test
  void disabling_andEnabling_areTakenBack() {
    UUID member = memberWithoutTokens();
    Component page = desk.page("staff", member);

    desk.act(page, "action.disable");
    assertThat(isEnabled(member)).isFalse();
    undo(page);
    assertThat(isEnabled(member)).as("password given just now").isTrue();

    accounts.disable(owner, member, null, "gone").orElseThrow();
    desk.show(page, member);
    desk.act(page, "action.enable");
    undo(page);
    assertThat(isEnabled(member)).isFalse();
    assertThat(undos(page)).isEmpty();
  }

  /** Whoever finds the screen unlocked must not let a colleague in again who was put out. */
  @Test
  void disabling_takenBackLater_asksForThePassword() {
    UUID member = memberWithoutTokens();
    Component page = desk.page("staff", member);
    desk.act(page, "action.disable");
    TestStaff.Member self = staff.member(Role.OWNER);
    desk.logIn(self, Instant.now().minus(Reauthentication.GOOD_FOR.plusSeconds(1)));

    undo(page);

    assertThat(isEnabled(member)).isFalse();
    assertThat(undos(page)).as("as long as it was not done").hasSize(1);
    Dialog asked = Parts.dialogs(UI.getCurrent()).getLast();
    Parts.only(asked, PasswordField.class).setValue(self.password());
    Parts.confirm(asked);
    assertThat(isEnabled(member)).isTrue();
    assertThat(undos(page)).isEmpty();
  }

  @Test
  void disabling_whoHasTokens_isNotOfferedToBeTakenBack() {
    TestStaff.Member member = staff.newMember(Role.SUPPORT);
    Component page = desk.page("staff", member.account().id());

    Dialog dialog = desk.open(page, "action.disable");
    Parts.only(dialog, TextArea.class).setValue("as a test");
    Parts.only(dialog, TextField.class).setValue(member.account().email());
    Parts.confirm(dialog);

    assertThat(isEnabled(member.account().id())).isFalse();
    assertThat(undos(page)).isEmpty();
  }

  private UUID memberWithoutTokens() {
    String email = "undo-" + UUID.randomUUID() + "@bpmcentr.example";
    return accounts
        .create(owner, email, new StaffDetails("Undo", Role.SUPPORT, Language.EN))
        .orElseThrow()
        .member()
        .id();
  }

  private boolean isEnabled(UUID member) {
    return accounts.get(owner, member).orElseThrow().enabled();
  }

  @Test
  void block_undoneAfterAColleaguesBlock_leavesThat() {
    Component page = desk.page("customers", customer);
    desk.act(page, "action.block");
    customers.unblock(owner, customer, null, "paid").orElseThrow();
    customers.block(owner, customer, null, "fraud").orElseThrow();

    undo(page);

    assertThat(Objects.requireNonNull(customers.get(owner, customer).orElseThrow().block()))
        .extracting(Customer.Block::reason)
        .isEqualTo("fraud");
  }

  private static void undo(Component page) {
    undos(page).getFirst().click();
  }

  private static List<Button> undos(Component page) {
    return Parts.of(page, Button.class).stream()
        .filter(button -> button.getText().startsWith("Undo"))
        .toList();
  }

  /** Those that offer to undo something. */
  private static List<Notification> notices() {
    UI.getCurrent().getInternals().getStateTree().runExecutionsBeforeClientResponse();
    return Parts.of(UI.getCurrent(), Notification.class).stream()
        .filter(notice -> notice.isOpened() && !Parts.of(notice, Button.class).isEmpty())
        .toList();
  }

  private Subscription now() {
    return subscriptions.get(owner, subscription).orElseThrow().row().subscription();
  }

  private void used(UUID key) {
    JdbcClient.create(database.dataSource(DatabaseRole.OWNER))
        .sql(
            """
            insert into usage_hour (id, hour, key_id, subscription_id, test, connector, account,
                code, calls)
            select gen_random_uuid(), date_trunc('hour', clock_timestamp(), 'UTC') - h.ago, :key,
                :subscription, false, 'rozetka', '1234567', 'VALID', h.calls
              from (values (interval '1 hour', 9120), (interval '0', 1)) as h (ago, calls)
            """)
        .param("key", key)
        .param("subscription", subscription)
        .update();
  }
}
