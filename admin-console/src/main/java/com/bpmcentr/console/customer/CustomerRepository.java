package com.bpmcentr.console.customer;

import com.bpmcentr.console.operation.PgColumns;
import com.bpmcentr.console.operation.PgTime;
import com.bpmcentr.license.Language;
import com.bpmcentr.license.WireName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The customers' rows. A customer's row is the first lock of all that concerns the customer. */
@Repository
public class CustomerRepository {

  private static final String SELECT =
      """
      select id, email, name, company, country, locale, blocked_at, blocked_reason, external_id,
          created_at, version
      from customer
      """;

  private static final PgColumns<Customer> MADE =
      new PgColumns<Customer>()
          .column("id", "uuid", Customer::id)
          .column("email", "text", customer -> customer.details().email())
          .column("name", "text", customer -> customer.details().name())
          .column("company", "text", customer -> customer.details().company())
          .column("country", "text", customer -> customer.details().country())
          .column("locale", "text", customer -> customer.details().locale())
          .column("external_id", "text", Customer::externalId);

  private static final PgColumns<Customer> BLOCKS =
      new PgColumns<Customer>()
          .column("blocked_at", "timestamptz", each -> block(each).map(Customer.Block::since))
          .column("blocked_reason", "text", each -> block(each).map(Customer.Block::reason));

  private static final PgColumns<Customer> LOADED =
      new PgColumns<Customer>()
          .column("id", "uuid", Customer::id)
          .column("version", "int", Customer::version);

  private final JdbcClient jdbc;

  CustomerRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public Optional<Customer> find(UUID id) {
    return jdbc.sql(SELECT + "where id = :id")
        .param("id", id)
        .query((row, _) -> customer(row))
        .optional();
  }

  /**
   * Holds back everyone else who would change something of this customer's; not those whose rows
   * only refer to it, such as an edge's claim, which holds the subscription already.
   */
  public Optional<Customer> findForUpdate(UUID id) {
    return jdbc.sql(SELECT + "where id = :id for no key update")
        .param("id", id)
        .query((row, _) -> customer(row))
        .optional();
  }

  /** Those that are there, to look at. */
  List<Customer> findAll(Collection<UUID> ids) {
    return jdbc.sql(SELECT + "where id = any(:ids)")
        .param("ids", ids.toArray(new UUID[0]))
        .query((row, _) -> customer(row))
        .list();
  }

  /** {@link #findForUpdate} of many, by id: everybody takes them in this order. */
  public List<Customer> lock(Collection<UUID> ids) {
    return jdbc.sql(SELECT + "where id = any(:ids) order by id for no key update")
        .param("ids", ids.toArray(new UUID[0]))
        .query((row, _) -> customer(row))
        .list();
  }

  /** Saves whether they are blocked, each over the version that was loaded. */
  void saveBlocks(List<Customer> changed) {
    int saved =
        jdbc.sql(
                """
                update customer c
                set %s, version = c.version + 1
                from %s
                where c.id = n.id and c.version = n.version
                """
                    .formatted(BLOCKS.setFrom("n"), LOADED.and(BLOCKS).unnestAs("n")))
            .params(LOADED.and(BLOCKS).parameters(changed))
            .update();
    if (saved != changed.size()) {
      throw new OptimisticLockingFailureException("saved over another version than was loaded");
    }
  }

  private static Optional<Customer.Block> block(Customer customer) {
    return Optional.ofNullable(customer.block());
  }

  /** False when another customer has the e-mail address. */
  boolean insert(Customer customer) {
    return insertAll(List.of(customer), customer.createdAt(), 0) == 1;
  }

  /**
   * Adds customers whose license is published in the same transaction, its first version.
   *
   * @param now when all of them were made
   * @return how many were added: not those whose e-mail address or external id another one has
   */
  public int insertLicensed(List<Customer> added, Instant now) {
    return insertAll(added, now, 1);
  }

  private int insertAll(List<Customer> added, Instant now, int licenseVersion) {
    return jdbc.sql(
            """
            insert into customer (%s, created_at, license_version)
            select c.*, :createdAt, :licenseVersion from %s as c
            on conflict do nothing
            """
                .formatted(MADE.names(), MADE.unnest()))
        .params(MADE.parameters(added))
        .param("createdAt", PgTime.of(now))
        .param("licenseVersion", licenseVersion)
        .update();
  }

  /** Which of these external ids customers have. */
  public Set<String> externalIdsOf(Collection<String> externalIds) {
    return Set.copyOf(
        jdbc.sql("select external_id from customer where external_id = any(:externalIds)")
            .param("externalIds", externalIds.toArray(new String[0]))
            .query(String.class)
            .list());
  }

  /** Which of these e-mail addresses customers have; all in lower case. */
  public Set<String> emailsOf(Collection<String> lowerCase) {
    return Set.copyOf(
        jdbc.sql("select lower(email) from customer where lower(email) = any(:emails)")
            .param("emails", lowerCase.toArray(new String[0]))
            .query(String.class)
            .list());
  }

  /**
   * Saves over the version that was loaded, and answers what is now stored; empty when another
   * customer has the e-mail address, and the transaction is then over.
   */
  Optional<Customer> save(Customer customer) {
    CustomerDetails details = customer.details();
    Customer.Block block = customer.block();
    try {
      return Optional.of(
          jdbc.sql(
                  """
                  update customer
                  set email = :email, name = :name, company = :company, country = :country,
                      locale = :locale, blocked_at = :blockedAt, blocked_reason = :blockedReason,
                      version = version + 1
                  where id = :id and version = :version
                  returning id, email, name, company, country, locale, blocked_at, blocked_reason,
                      external_id, created_at, version
                  """)
              .param("id", customer.id())
              .param("version", customer.version())
              .param("email", details.email())
              .param("name", details.name())
              .param("company", details.company())
              .param("country", details.country())
              .param("locale", details.locale().wireName())
              .param("blockedAt", block == null ? null : PgTime.of(block.since()))
              .param("blockedReason", block == null ? null : block.reason())
              .query((row, _) -> customer(row))
              .single());
    } catch (DuplicateKeyException emailTaken) {
      return Optional.empty();
    }
  }

  static Customer customer(ResultSet row) throws SQLException {
    Instant blockedAt = PgTime.optional(row, "blocked_at");
    return new Customer(
        row.getObject("id", UUID.class),
        new CustomerDetails(
            row.getString("email"),
            row.getString("name"),
            row.getString("company"),
            row.getString("country"),
            WireName.find(Language.class, row.getString("locale")).orElseThrow()),
        blockedAt == null ? null : new Customer.Block(blockedAt, row.getString("blocked_reason")),
        row.getString("external_id"),
        PgTime.required(row, "created_at"),
        row.getInt("version"));
  }
}
