package com.bpmcentr.console.connector;

import com.bpmcentr.console.operation.PgTime;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.ConnectorSecretRef;
import com.bpmcentr.license.ConnectorState;
import com.bpmcentr.license.KeyDigest;
import com.bpmcentr.license.Limits;
import com.bpmcentr.license.OnStale;
import com.bpmcentr.license.WireName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The connectors' rows and those of their secrets. */
@Repository
public class ConnectorRepository {

  private static final String SELECT =
      """
      select id, name, group_name, category, state, reserved, max_staleness_seconds, on_stale,
          created_at, version
      from connector
      """;

  private final JdbcClient jdbc;

  ConnectorRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public Optional<Connector> find(String id) {
    return select("where id = :id", id);
  }

  /** So that what is decided on its state and category still holds when it is committed. */
  public Optional<Connector> findForShare(String id) {
    return select("where id = :id for share", id);
  }

  /** All that there are. */
  public List<Connector> all() {
    return jdbc.sql(SELECT).query((row, _) -> connector(row)).list();
  }

  /** Holds the connectors as they are until the commit, and tells their versions. */
  public Map<String, Integer> versionsForShare(Collection<String> ids) {
    Map<String, Integer> versions = new HashMap<>();
    jdbc.sql("select id, version from connector where id = any(:ids) order by id for share")
        .param("ids", ids.toArray(new String[0]))
        .query(
            row -> {
              versions.put(row.getString("id"), row.getInt("version"));
            });
    return versions;
  }

  Optional<Connector> findForUpdate(String id) {
    return select("where id = :id for no key update", id);
  }

  boolean isEmpty() {
    return jdbc.sql("select not exists (select from connector)").query(Boolean.class).single();
  }

  /** Two consoles that start at once load the catalogue one after the other. */
  void lockCatalogue() {
    jdbc.sql("lock table price in share row exclusive mode").update();
  }

  /** False when there is one of that id already. */
  boolean insert(Connector connector) {
    ConnectorDetails details = connector.details();
    return jdbc.sql(
                """
                insert into connector (id, name, group_name, category, state, reserved,
                    max_staleness_seconds, on_stale, created_at)
                values (:id, :name, :group, :category, :state, :reserved, :maxStaleness, :onStale,
                    :createdAt)
                on conflict do nothing
                """)
            .param("id", connector.id())
            .param("name", details.name())
            .param("group", details.group())
            .param("category", details.category().wireName())
            .param("state", details.state().wireName())
            .param("reserved", connector.reserved())
            .param("maxStaleness", details.maxStaleness().toSeconds())
            .param("onStale", details.onStale().wireName())
            .param("createdAt", PgTime.of(connector.createdAt()))
            .update()
        == 1;
  }

  /** Saves over the version that was loaded, and answers what is now stored. */
  Connector save(Connector connector) {
    ConnectorDetails details = connector.details();
    return jdbc.sql(
            """
            update connector
            set name = :name, group_name = :group, category = :category, state = :state,
                max_staleness_seconds = :maxStaleness, on_stale = :onStale, version = version + 1
            where id = :id and version = :version
            returning id, name, group_name, category, state, reserved, max_staleness_seconds,
                on_stale, created_at, version
            """)
        .param("id", connector.id())
        .param("version", connector.version())
        .param("name", details.name())
        .param("group", details.group())
        .param("category", details.category().wireName())
        .param("state", details.state().wireName())
        .param("maxStaleness", details.maxStaleness().toSeconds())
        .param("onStale", details.onStale().wireName())
        .query((row, _) -> connector(row))
        .single();
  }

  /** The number of the policy about to be issued. */
  long nextPolicyVersion(String id) {
    return jdbc.sql(
            """
            update connector set policy_version = policy_version + 1 where id = :id
            returning policy_version
            """)
        .param("id", id)
        .query(Long.class)
        .single();
  }

  /** The secrets that a check may carry at that moment. */
  List<ConnectorSecret> secrets(String connectorId, Instant now) {
    return jdbc.sql(
            """
            select id, digest, pepper_id, created_at, not_after
            from connector_secret
            where connector_id = :connectorId and (not_after is null or not_after > :now)
            order by created_at, id
            """)
        .param("connectorId", connectorId)
        .param("now", PgTime.of(now))
        .query((row, _) -> secret(row))
        .list();
  }

  void insertSecret(String connectorId, ConnectorSecret secret) {
    jdbc.sql(
            """
            insert into connector_secret (id, connector_id, digest, pepper_id, created_at, not_after)
            values (:id, :connectorId, :digest, :pepperId, :createdAt, :notAfter)
            """)
        .param("id", secret.id())
        .param("connectorId", connectorId)
        .param("digest", secret.ref().digest().toByteArray())
        .param("pepperId", secret.ref().pepperId())
        .param("createdAt", PgTime.of(secret.createdAt()))
        .param("notAfter", PgTime.of(secret.ref().notAfter()))
        .update();
  }

  /** None of the connector's present secrets counts for longer than this. */
  void endSecrets(String connectorId, Instant at) {
    jdbc.sql(
            """
            update connector_secret set not_after = :at
            where connector_id = :connectorId and (not_after is null or not_after > :at)
            """)
        .param("connectorId", connectorId)
        .param("at", PgTime.of(at))
        .update();
  }

  private Optional<Connector> select(String where, String id) {
    // Any text may come as an id, also what the database cannot hold.
    return Limits.isConnector(id)
        ? jdbc.sql(SELECT + where).param("id", id).query((row, _) -> connector(row)).optional()
        : Optional.empty();
  }

  static Connector connector(ResultSet row) throws SQLException {
    return new Connector(
        row.getString("id"),
        new ConnectorDetails(
            row.getString("name"),
            row.getString("group_name"),
            WireName.find(Category.class, row.getString("category")).orElseThrow(),
            WireName.find(ConnectorState.class, row.getString("state")).orElseThrow(),
            Duration.ofSeconds(row.getLong("max_staleness_seconds")),
            WireName.find(OnStale.class, row.getString("on_stale")).orElseThrow()),
        row.getBoolean("reserved"),
        PgTime.required(row, "created_at"),
        row.getInt("version"));
  }

  private static ConnectorSecret secret(ResultSet row) throws SQLException {
    return new ConnectorSecret(
        row.getObject("id", UUID.class),
        new ConnectorSecretRef(
            KeyDigest.of(row.getBytes("digest")),
            row.getString("pepper_id"),
            PgTime.optional(row, "not_after")),
        PgTime.required(row, "created_at"));
  }
}
