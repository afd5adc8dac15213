package com.bpmcentr.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.apikey.ApiKeyService;
import com.bpmcentr.console.apikey.NewApiKey;
import com.bpmcentr.console.audit.AuditService;
import com.bpmcentr.console.bulk.BulkRequest;
import com.bpmcentr.console.bulk.BulkService;
import com.bpmcentr.console.bulk.Selection;
import com.bpmcentr.console.connector.ConnectorDetails;
import com.bpmcentr.console.connector.ConnectorService;
import com.bpmcentr.console.customer.Customer;
import com.bpmcentr.console.customer.CustomerService;
import com.bpmcentr.console.imports.ImportService;
import com.bpmcentr.console.job.JobService;
import com.bpmcentr.console.notice.NoticeService;
import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.secret.Secret;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.staff.Role;
import com.bpmcentr.console.subscription.ActionName;
import com.bpmcentr.console.subscription.SubscriptionService;
import com.bpmcentr.console.usage.BlastRadius;
import com.bpmcentr.console.usage.UsageService;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.ConnectorState;
import com.bpmcentr.license.Environment;
import com.bpmcentr.license.OnStale;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may do what: every method of the business services, times every role. */
class ServicePermissionsIT {

  private static final NewApiKey KEY = new NewApiKey("shop", Environment.PROD, null);
  private static final UUID NOBODY = new UUID(0, 0);
  private static final ListQuery ANY = ListQuery.first(1);
  private static final ConnectorDetails CONNECTOR =
      new ConnectorDetails(
          "Name",
          "crm",
          Category.STANDARD,
          ConnectorState.DRAFT,
          Duration.ofHours(72),
          OnStale.REFUSE);

  /** A letter for each role that may, in the order owner, admin, support, billing, auditor. */
  private static final String TABLE =
      """
      AuditService.list                     O A - - U
      AuditService.verify                   O A - - U
      CustomerService.get                   O A S B U
      CustomerService.list                  O A S B U
      CustomerService.create                O A S - -
      CustomerService.edit                  O A S - -
      CustomerService.block                 O A S - -
      CustomerService.unblock               O A S - -
      ApiKeyService.get                     O A S B U
      ApiKeyService.list                    O A S B U
      ApiKeyService.create                  O A S - -
      ApiKeyService.importKey               O A S - -
      ApiKeyService.rotate                  O A S - -
      ApiKeyService.retire                  O A S - -
      ApiKeyService.revoke                  O A S - -
      ConnectorService.get                  O A S B U
      ConnectorService.list                 O A S B U
      ConnectorService.prices               O A S B U
      ConnectorService.create               O A - - -
      ConnectorService.edit                 O A - - -
      ConnectorService.publish              O A - - -
      ConnectorService.retire               O A - - -
      ConnectorService.addSecret            O A - - -
      ConnectorService.removeSecrets        O A - - -
      ImportService.get                     O A S B U
      ImportService.list                    O A S B U
      ImportService.refusedLines            O A S B U
      ImportService.receive                 O A - - -
      ImportService.fetchKeys               O A - - -
      SubscriptionService.get               O A S B U
      SubscriptionService.list              O A S B U
      SubscriptionService.count             O A S B U
      SubscriptionService.timeline          O A S B U
      SubscriptionService.totals            O A S B U
      SubscriptionService.preview           O A S B U
      SubscriptionService.create            O A - B -
      SubscriptionService.create:trial      O A S - -
      SubscriptionService.changeAccount     O A S - -
      SubscriptionService.changeAccount:override  O A - - -
      SubscriptionService.cancel            O A - B -
      SubscriptionService.reactivate        O A - B -
      SubscriptionService.suspend           O A S - -
      SubscriptionService.resume            O A S - -
      SubscriptionService.revoke            O A - - -
      BulkService.request:block             O A S - -
      BulkService.request:cancel            O A - B -
      BulkService.request:suspend           O A S - -
      BulkService.request:revoke            O A - - -
      BulkService.request:revoke-key        O A S - -
      BulkService.request:unknown           O A S B U
      BulkService.preview:block             O A S - -
      BulkService.preview:revoke            O A - - -
      JobService.get                        O A S B U
      JobService.detail                     O A S B U
      JobService.list                       O A S B U
      JobService.results                    O A S B U
      NoticeService.list                    O A S B U
      UsageService.list                     O A S B U
      UsageService.ofKey                    O A S B U
      UsageService.blastRadius              O A S B U
      """;

  private static final Map<String, Function<Actor, Result<?>>> CALLS = new LinkedHashMap<>();

  private static Business business;

  @BeforeAll
  static void open() {
    business = Business.open();
    Customer customer = business.newCustomer();
    AuditService audit = business.audit;
    CALLS.put("AuditService.list", actor -> audit.list(actor, ANY));
    CALLS.put("AuditService.verify", audit::verify);

    CustomerService customers = business.customers;
    CALLS.put("CustomerService.get", actor -> customers.get(actor, NOBODY));
    CALLS.put("CustomerService.list", actor -> customers.list(actor, ANY));
    CALLS.put("CustomerService.create", actor -> customers.create(actor, Business.details("x")));
    CALLS.put(
        "CustomerService.edit", actor -> customers.edit(actor, NOBODY, 0, Business.details("x")));
    CALLS.put("CustomerService.block", actor -> customers.block(actor, NOBODY, "why"));
    CALLS.put("CustomerService.unblock", actor -> customers.unblock(actor, NOBODY, "why"));

    ApiKeyService keys = business.apiKeys;
    CALLS.put("ApiKeyService.get", actor -> keys.get(actor, NOBODY));
    CALLS.put("ApiKeyService.list", actor -> keys.list(actor, ANY));
    CALLS.put("ApiKeyService.create", actor -> keys.create(actor, NOBODY, KEY));
    CALLS.put(
        "ApiKeyService.importKey",
        actor -> keys.importKey(actor, NOBODY, KEY, new Secret("short")));
    CALLS.put("ApiKeyService.rotate", actor -> keys.rotate(actor, NOBODY, Duration.ZERO));
    CALLS.put("ApiKeyService.retire", actor -> keys.retire(actor, NOBODY, Business.START, "why"));
    CALLS.put("ApiKeyService.revoke", actor -> keys.revoke(actor, NOBODY, "why"));

    ConnectorService connectors = business.connectors;
    CALLS.put("ConnectorService.get", actor -> connectors.get(actor, "none"));
    CALLS.put("ConnectorService.list", actor -> connectors.list(actor, ANY));
    CALLS.put("ConnectorService.prices", connectors::prices);
    CALLS.put("ConnectorService.create", actor -> connectors.create(actor, "Wrong", CONNECTOR));
    CALLS.put("ConnectorService.edit", actor -> connectors.edit(actor, "none", 0, CONNECTOR));
    CALLS.put("ConnectorService.publish", actor -> connectors.publish(actor, "none"));
    CALLS.put("ConnectorService.retire", actor -> connectors.retire(actor, "none"));
    CALLS.put(
        "ConnectorService.addSecret", actor -> connectors.addSecret(actor, "none", Duration.ZERO));
    CALLS.put("ConnectorService.removeSecrets", actor -> connectors.removeSecrets(actor, "none"));

    ImportService imports = business.part(ImportService.class);
    CALLS.put("ImportService.get", actor -> imports.get(actor, NOBODY));
    CALLS.put("ImportService.list", actor -> imports.list(actor, ANY));
    CALLS.put("ImportService.refusedLines", actor -> imports.refusedLines(actor, NOBODY, ANY));
    CALLS.put("ImportService.receive", actor -> importNothing(imports, actor));
    CALLS.put("ImportService.fetchKeys", actor -> imports.fetchKeys(actor, NOBODY));

    SubscriptionService subscriptions = business.subscriptions;
    CALLS.put("SubscriptionService.get", actor -> subscriptions.get(actor, NOBODY));
    CALLS.put("SubscriptionService.list", actor -> subscriptions.list(actor, ANY));
    CALLS.put("SubscriptionService.totals", actor -> subscriptions.totals(actor, Map.of()));
    CALLS.put("SubscriptionService.count", actor -> subscriptions.count(actor, Map.of(), 1));
    CALLS.put("SubscriptionService.timeline", actor -> subscriptions.timeline(actor, NOBODY));
    CALLS.put(
        "SubscriptionService.preview",
        actor -> subscriptions.preview(actor, NOBODY, ActionName.CANCEL));
    CALLS.put(
        "SubscriptionService.create",
        actor -> subscriptions.create(actor, Business.order(customer, "none", null, false)));
    CALLS.put(
        "SubscriptionService.create:trial",
        actor -> subscriptions.create(actor, Business.order(customer, "none", null, true)));
    CALLS.put(
        "SubscriptionService.changeAccount",
        actor -> subscriptions.changeAccount(actor, NOBODY, null, "1", false, null));
    CALLS.put(
        "SubscriptionService.changeAccount:override",
        actor -> subscriptions.changeAccount(actor, NOBODY, null, "1", true, "why"));
    CALLS.put(
        "SubscriptionService.cancel", actor -> subscriptions.cancel(actor, NOBODY, null, "why"));
    CALLS.put(
        "SubscriptionService.reactivate",
        actor -> subscriptions.reactivate(actor, NOBODY, null, "why"));
    CALLS.put(
        "SubscriptionService.suspend", actor -> subscriptions.suspend(actor, NOBODY, null, "why"));
    CALLS.put(
        "SubscriptionService.resume", actor -> subscriptions.resume(actor, NOBODY, null, "why"));
    CALLS.put(
        "SubscriptionService.revoke", actor -> subscriptions.revoke(actor, NOBODY, null, "why"));
    bulk("block", "customer", "block");
    bulk("cancel", "subscription", "cancel");
    bulk("suspend", "subscription", "suspend");
    bulk("revoke", "subscription", "revoke");
    bulk("revoke-key", "api-key", "revoke");
    bulk("unknown", "subscription", "nonsense");
    preview("block", "customer");
    preview("revoke", "subscription");
    JobService jobs = business.part(JobService.class);
    CALLS.put("JobService.get", actor -> jobs.get(actor, NOBODY));
    CALLS.put("JobService.detail", actor -> jobs.detail(actor, NOBODY, ANY));
    CALLS.put("JobService.list", actor -> jobs.list(actor, ANY));
    CALLS.put("JobService.results", actor -> jobs.results(actor, NOBODY, ANY));
    NoticeService notices = business.part(NoticeService.class);
    CALLS.put("NoticeService.list", actor -> notices.list(actor, ANY));
    UsageService usage = business.part(UsageService.class);
    CALLS.put("UsageService.list", actor -> usage.list(actor, ANY));
    CALLS.put("UsageService.ofKey", actor -> usage.ofKey(actor, NOBODY));
    CALLS.put(
        "UsageService.blastRadius",
        actor -> usage.blastRadius(actor, BlastRadius.Subject.CUSTOMER, NOBODY));
  }

  private static void preview(String action, String type) {
    BulkService bulk = business.part(BulkService.class);
    CALLS.put(
        "BulkService.preview:" + action,
        actor -> bulk.preview(actor, type, action, new Selection.Ids(List.of(NOBODY))));
  }

  private static void bulk(String name, String type, String action) {
    BulkService bulk = business.part(BulkService.class);
    BulkRequest asked = new BulkRequest(action, new Selection.Ids(List.of(NOBODY)), "why");
    CALLS.put("BulkService.request:" + name, actor -> bulk.request(actor, type, asked));
  }

  @AfterAll
  static void close() {
    business.close();
  }

  @ParameterizedTest(name = "{0} by {1}: {2}")
  @MethodSource("table")
  void call_byEachRole_isForbiddenExactlyWhereTheTableSaysSo(
      String operation, Role role, boolean may) {
    Result<?> result = CALLS.get(operation).apply(Business.staff(role));

    boolean forbidden =
        result instanceof Result.Refused<?>(Refusal refusal)
            && refusal instanceof Refusal.Forbidden;
    assertThat(forbidden).isEqualTo(!may);
  }

  @Test
  void table_everyMethodOfTheServices_standsInIt() {
    TreeSet<String> methods = new TreeSet<>();
    Stream.of(
            AuditService.class,
            CustomerService.class,
            ApiKeyService.class,
            ConnectorService.class,
            ImportService.class,
            SubscriptionService.class,
            BulkService.class,
            JobService.class,
            NoticeService.class,
            UsageService.class)
        .flatMap(service -> Arrays.stream(service.getDeclaredMethods()))
        .filter(method -> Modifier.isPublic(method.getModifiers()))
        .filter(method -> !Modifier.isStatic(method.getModifiers()))
        .forEach(method -> methods.add(nameOf(method)));

    assertThat(CALLS.keySet().stream().map(name -> name.split(":")[0]).distinct())
        .containsExactlyInAnyOrderElementsOf(methods);
    assertThat(rows().keySet()).containsExactlyInAnyOrderElementsOf(CALLS.keySet());
  }

  private static Result<?> importNothing(ImportService imports, Actor actor) {
    try {
      return imports.receive(actor, InputStream.nullInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String nameOf(Method method) {
    return method.getDeclaringClass().getSimpleName() + "." + method.getName();
  }

  private static Stream<Arguments> table() {
    return rows().entrySet().stream()
        .flatMap(
            row ->
                Arrays.stream(Role.values())
                    .map(
                        role ->
                            Arguments.of(
                                row.getKey(),
                                role,
                                !row.getValue()[1 + role.ordinal()].equals("-"))));
  }

  private static Map<String, String[]> rows() {
    Map<String, String[]> rows = new LinkedHashMap<>();
    TABLE.lines().map(line -> line.split("\\s+")).forEach(cells -> rows.put(cells[0], cells));
    return rows;
  }
}
