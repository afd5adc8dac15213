package com.bpmcentr.console.access;

import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Page;
import com.bpmcentr.console.operation.PgFilter;
import com.bpmcentr.console.operation.PgListing;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.operation.SortOrder;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The access tokens of all members as a list, the newest first. */
@Repository
class AccessTokenQuery {

  /** Each status as a condition on the row; AccessTokensIT holds it to {@link AccessToken}. */
  private static final PgFilter STATUS =
      PgFilter.choice(
          Map.of(
              "active", "t.revoked_at is null and (t.expires_at is null or t.expires_at > :now)",
              "expired", "t.revoked_at is null and t.expires_at <= :now",
              "revoked", "t.revoked_at is not null"));

  static final PgListing TOKENS =
      new PgListing(
              "select t.*, s.name as member_name, s.email as member_email",
              "from access_token t left join staff s on s.id = t.staff_id",
              SortOrder.descending("createdAt"),
              "t.id")
          .filter("q", PgFilter.contains(PgFilter.folded("s.email || ' ' || s.name")))
          .filter("staffId", PgFilter.uuid("t.staff_id = :value"))
          .filter("name", PgFilter.contains(PgFilter.folded("t.name")))
          .filter("prefix", PgFilter.startsWith("t.prefix like :value"))
          .filter("status", STATUS)
          .sort("name", "t.name")
          .sort("member", "s.name")
          .sort("createdAt", "t.created_at")
          .sort("expiresAt", "t.expires_at")
          .sort("lastUsedAt", "t.last_used_at");

  private final JdbcClient jdbc;

  AccessTokenQuery(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Result<Page<AccessTokenRow>> list(ListQuery query, Instant now) {
    return TOKENS.page(
        jdbc,
        query,
        Map.of("now", now.atOffset(ZoneOffset.UTC)),
        (row, number) -> row(row, number, now));
  }

  Optional<AccessTokenRow> find(UUID id, Instant now) {
    return TOKENS.find(jdbc, id, (row, number) -> row(row, number, now));
  }

  private static AccessTokenRow row(ResultSet row, int number, Instant now) throws SQLException {
    AccessToken token = AccessTokenRepository.token(row, number);
    return new AccessTokenRow(
        token, token.status(now), row.getString("member_name"), row.getString("member_email"));
  }
}
