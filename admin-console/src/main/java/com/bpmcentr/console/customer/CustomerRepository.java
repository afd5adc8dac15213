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
import org.jspecify.annotations.Nullable;
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
                set blocked_at = n.blocked_at, blocked_reason = n.blocked_reason,
                    version = c.version + 1
                from unnest(:ids::uuid[], :versions::int[], :blockedAt::timestamptz[],
                        :reasons::text[])
                    as n (id, version, blocked_at, blocked_reason)
                where c.id = n.id and c.version = n.version
                """)
            .param("ids", PgColumns.texts(changed, Customer::id))
            .param("versions", PgColumns.texts(changed, Customer::version))
            .param("blockedAt", PgColumns.texts(changed, each -> since(each.block())))
            .param("reasons", PgColumns.texts(changed, each -> reason(each.block())))
            .update();
    if (saved != changed.size()) {
      throw new OptimisticLockingFailureException("saved over another version than was loaded");
    }
  }

  private static @Nullable Instant since(Customer.@Nullable Block block) {
    return block == null ? null : block.since();
  }

  private static @Nullable String reason(Customer.@Nullable Block block) {
    return block == null ? null : block.reason();
  }

  /** False when another customer has the e-mail address. */
  boolean insert(Customer customer) {
    CustomerDetails details = customer.details();
    return jdbc.sql(
                """
                insert into customer (id, email, name, company, country, locale, created_at)
                values (:id, :email, :name, :company, :country, :locale, :createdAt)
                on conflict do nothing
                """)
            .param("id", customer.id())
            .param("email", details.email())
            .param("name", details.name())
            .param("company", details.company())
            .param("country", details.country())
            .param("locale", details.locale().wireName())
            .param("createdAt", PgTime.of(customer.createdAt()))
            .update()
        == 1;
  }

  /**
   * Adds customers whose license is published in the same transaction, its first version.
   *
   * @param now when all of them were made
   * @return how many were added: not those whose e-mail address or external id another one has
   */
  public int insertLicensed(List<Customer> added, Instant now) {
    return jdbc.sql(
            """
            insert into customer (id, email, name, company, country, locale, external_id,
                created_at, license_version)
            select c.*, :createdAt, 1
            from unnest(:ids, :emails::text[], :names::text[], :companies::text[],
                :countries::text[], :locales::text[], :externalIds::text[]) as c
            on conflict do nothing
            """)
        .param("ids", PgColumns.ids(added, Customer::id))
        .param("emails", PgColumns.texts(added, customer -> customer.details().email()))
        .param("names", PgColumns.texts(added, customer -> customer.details().name()))
        .param("companies", PgColumns.texts(added, customer -> customer.details().company()))
        .param("countries", PgColumns.texts(added, customer -> customer.details().country()))
        .param("locales", PgColumns.texts(added, customer -> customer.details().locale()))
        .param("externalIds", PgColumns.texts(added, Customer::externalId))
        .param("createdAt", PgTime.of(now))
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
