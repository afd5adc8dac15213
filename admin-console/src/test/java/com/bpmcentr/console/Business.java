package com.bpmcentr.console;

import com.bpmcentr.console.apikey.ApiKey;
import com.bpmcentr.console.apikey.ApiKeyService;
import com.bpmcentr.console.apikey.ImportedKeys;
import com.bpmcentr.console.audit.AuditService;
import com.bpmcentr.console.connector.ConnectorService;
import com.bpmcentr.console.connector.Money;
import com.bpmcentr.console.customer.Customer;
import com.bpmcentr.console.customer.CustomerDetails;
import com.bpmcentr.console.customer.CustomerService;
import com.bpmcentr.console.invoice.InvoiceService;
import com.bpmcentr.console.invoice.PaymentEntry;
import com.bpmcentr.console.invoice.PaymentMethod;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.publishing.ClockAgreement;
import com.bpmcentr.console.publishing.PublishingAlarms;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.staff.Origin;
import com.bpmcentr.console.staff.Role;
import com.bpmcentr.console.subscription.BillingService;
import com.bpmcentr.console.subscription.DiscountService;
import com.bpmcentr.console.subscription.NewSubscription;
import com.bpmcentr.console.subscription.Subscription;
import com.bpmcentr.console.subscription.SubscriptionService;
import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.demo.postgres.LicenseDatabase;
import com.bpmcentr.license.Interval;
import com.bpmcentr.license.Language;
import com.bpmcentr.license.MalformedException;
import com.bpmcentr.license.Peppers;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;

/**
 * The business services on a database of their own, with the catalogue loaded, a clock that the
 * test sets, and a feed that only remembers what it was given.
 */
public final class Business implements AutoCloseable {

  public static final Instant START = Instant.parse("2026-03-10T09:30:00Z");
  public static final ZoneId KYIV = ZoneId.of("Europe/Kyiv");

  private static final AtomicInteger NUMBER = new AtomicInteger();

  public final MovableClock clock;
  public final RememberingPublisher feed;
  public final CustomerService customers;
  public final SubscriptionService subscriptions;
  public final BillingService billing;
  public final DiscountService discounts;
  public final InvoiceService invoices;
  public final ApiKeyService apiKeys;
  public final ConnectorService connectors;
  public final AuditService audit;

  private final LicenseDatabase database;
  private final Map<DatabaseRole, SingleConnectionDataSource> connections =
      new EnumMap<>(DatabaseRole.class);
  private final AnnotationConfigApplicationContext context;

  private Business(LicenseDatabase database) {
    this.database = database;
    this.context = new AnnotationConfigApplicationContext();
    HikariDataSource pool = new HikariDataSource();
    pool.setDataSource(database.dataSource(DatabaseRole.CONSOLE));
    context.registerBean(DataSource.class, () -> pool);
    context.register(Parts.class);
    context.refresh();
    clock = context.getBean(MovableClock.class);
    feed = context.getBean(RememberingPublisher.class);
    customers = context.getBean(CustomerService.class);
    subscriptions = context.getBean(SubscriptionService.class);
    billing = context.getBean(BillingService.class);
    discounts = context.getBean(DiscountService.class);
    invoices = context.getBean(InvoiceService.class);
    apiKeys = context.getBean(ApiKeyService.class);
    connectors = context.getBean(ConnectorService.class);
    audit = context.getBean(AuditService.class);
  }

  public static Business open() {
    Business business = new Business(MigratedDatabase.create());
    business.loadCatalogue();
    return business;
  }

  /** What the console does at its start. */
  public void loadCatalogue() {
    try {
      context.getBean(ApplicationRunner.class).run(new DefaultApplicationArguments());
    } catch (Exception e) {
      throw new IllegalStateException("the catalogue was not loaded", e);
    }
  }

  public <T> T part(Class<T> type) {
    return context.getBean(type);
  }

  public <T> List<T> parts(Class<T> type) {
    return List.copyOf(context.getBeansOfType(type).values());
  }

  /** The database as the given role sees it, over one connection that stays open. */
  public JdbcClient sql(DatabaseRole role) {
    return JdbcClient.create(
        connections.computeIfAbsent(
            role,
            _ -> {
              DataSource source = database.dataSource(role);
              try {
                return new SingleConnectionDataSource(source.getConnection(), true);
              } catch (SQLException e) {
                throw new IllegalStateException("no connection as " + role, e);
              }
            }));
  }

  public static Actor staff(Role role) {
    return new Actor(
        UUID.nameUUIDFromBytes(role.name().getBytes(StandardCharsets.UTF_8)),
        role.name().toLowerCase(Locale.ROOT) + "@bpmcentr.example",
        role,
        Origin.API,
        "192.0.2.7");
  }

  public static Actor owner() {
    return staff(Role.OWNER);
  }

  public static CustomerDetails details(String email) {
    return new CustomerDetails(email, "Оксана Їжак", "ТОВ Приклад", "UA", Language.UK);
  }

  public static String newEmail() {
    return "customer-" + NUMBER.incrementAndGet() + "@shop.example";
  }

  public Customer newCustomer() {
    return customers.create(owner(), details(newEmail())).orElseThrow();
  }

  /** A key that was made elsewhere. */
  public ApiKey importedKey(UUID customer, String text) {
    return ForeignKeys.add(part(ImportedKeys.class), customer, text, clock.instant());
  }

  /** A paid subscription by the month, from now on. */
  public Subscription newSubscription(
      Customer customer, String connector, @Nullable String account) {
    return subscriptions
        .create(owner(), paidOrder(customer, connector, account))
        .orElseThrow()
        .subscription();
  }

  public static NewSubscription order(
      Customer customer, String connector, @Nullable String account, boolean trial) {
    return new NewSubscription(customer.id(), connector, Interval.MONTH, trial, account, null);
  }

  /** By the month from now on, and paid for. */
  public NewSubscription paidOrder(Customer customer, String connector, @Nullable String account) {
    Money price =
        connectors
            .prices(owner())
            .orElseThrow()
            .of(
                connectors.get(owner(), connector).orElseThrow().connector().details().category(),
                Interval.MONTH);
    return new NewSubscription(
        customer.id(), connector, Interval.MONTH, false, account, null, payment(price));
  }

  /** By a card, now, under a reference of its own. */
  public static PaymentEntry payment(Money amount) {
    return new PaymentEntry(
        amount.amountText(),
        amount.currency(),
        PaymentMethod.CARD,
        "ch_" + NUMBER.incrementAndGet(),
        null);
  }

  public static Refusal refusal(Result<?> result) {
    return switch (result) {
      case Result.Done<?> done -> throw new AssertionError("done, not refused: " + done.value());
      case Result.Refused<?>(Refusal refusal) -> refusal;
    };
  }

  @Override
  public void close() {
    connections.values().forEach(SingleConnectionDataSource::destroy);
    context.close();
  }

  /** A test configuration, so that a console under test does not find it in its packages. */
  @TestConfiguration(proxyBeanMethods = false)
  @EnableTransactionManagement
  @ComponentScan(
      basePackages = {
        "com.bpmcentr.console.activity",
        "com.bpmcentr.console.apikey",
        "com.bpmcentr.console.attention",
        "com.bpmcentr.console.audit",
        "com.bpmcentr.console.bulk",
        "com.bpmcentr.console.connector",
        "com.bpmcentr.console.customer",
        "com.bpmcentr.console.due",
        "com.bpmcentr.console.edge",
        "com.bpmcentr.console.export",
        "com.bpmcentr.console.imports",
        "com.bpmcentr.console.invoice",
        "com.bpmcentr.console.issuing",
        "com.bpmcentr.console.job",
        "com.bpmcentr.console.notice",
        "com.bpmcentr.console.operation",
        "com.bpmcentr.console.price",
        "com.bpmcentr.console.search",
        "com.bpmcentr.console.secret",
        "com.bpmcentr.console.subscription",
        "com.bpmcentr.console.usage",
        "com.bpmcentr.console.view"
      },
      excludeFilters =
          @ComponentScan.Filter(
              type = FilterType.REGEX,
              pattern = {
                ".*\\.ui\\..*",
                ".*\\.JobRunner",
                ".*\\.DueWatch",
                ".*\\.EdgeWatch",
                ".*\\.StaffLists",
                ".*(Test|IT)(\\$.*)?"
              }))
  static class Parts {

    @Bean
    MovableClock clock() {
      return new MovableClock(START);
    }

    @Bean
    RememberingPublisher feed() {
      return new RememberingPublisher();
    }

    @Bean
    PublishingAlarms alarms(MovableClock clock) {
      return new PublishingAlarms(clock);
    }

    @Bean
    ClockAgreement clocks(MovableClock clock, PublishingAlarms alarms) {
      return new OneClock(clock, alarms);
    }

    @Bean
    KnownRequesters requesters() {
      return new KnownRequesters();
    }

    @Bean
    Peppers peppers() throws MalformedException {
      String secret = "a".repeat(43);
      return Peppers.parse(
          """
          {"active":"p1","peppers":[{"id":"p1","secret":"%s"}]}\
          """
              .formatted(secret)
              .getBytes(StandardCharsets.UTF_8));
    }

    @Bean
    JdbcClient jdbc(DataSource dataSource) {
      return JdbcClient.create(dataSource);
    }

    @Bean
    PlatformTransactionManager transactions(DataSource dataSource) {
      return new JdbcTransactionManager(dataSource);
    }
  }
}
