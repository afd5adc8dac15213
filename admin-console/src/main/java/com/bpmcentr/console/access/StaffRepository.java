package com.bpmcentr.console.access;

import com.bpmcentr.console.operation.PgTime;
import com.bpmcentr.console.staff.Role;
import com.bpmcentr.console.staff.Theme;
import com.bpmcentr.license.Language;
import com.bpmcentr.license.WireName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Staff accounts in the database. */
@Repository
class StaffRepository {

  private final JdbcClient database;

  StaffRepository(JdbcClient database) {
    this.database = database;
  }

  Optional<StaffMember> find(UUID id) {
    return database
        .sql("select * from staff where id = :id")
        .param("id", id)
        .query(StaffRepository::member)
        .optional();
  }

  Optional<StaffMember> findForUpdate(UUID id) {
    return database
        .sql("select * from staff where id = :id for update")
        .param("id", id)
        .query(StaffRepository::member)
        .optional();
  }

  Optional<StaffMember> findByEmail(String email) {
    return database
        .sql("select * from staff where email = :email")
        .param("email", email)
        .query(StaffRepository::member)
        .optional();
  }

  void noteLogin(UUID id, Instant now) {
    database
        .sql("update staff set last_login_at = :now where id = :id")
        .param("id", id)
        .param("now", PgTime.of(now))
        .update();
  }

  boolean anyone() {
    return database.sql("select exists (select from staff)").query(Boolean.class).single();
  }

  /** Held until the transaction ends; consoles that start at once take turns. */
  void lockFirstOwner() {
    database
        .sql("select pg_advisory_xact_lock(hashtextextended('staff: first owner', 0))")
        .query((_, _) -> true)
        .single();
  }

  /** Locks them too, so that two owners cannot remove each other at the same moment. */
  List<UUID> enabledOwnersForUpdate() {
    return database
        .sql(
            """
            select * from staff where role = 'owner' and disabled_at is null order by id for update
            """)
        .query(StaffRepository::member)
        .list()
        .stream()
        .map(StaffMember::id)
        .toList();
  }

  /** Nothing when the e-mail address is taken. */
  Optional<StaffMember> insert(
      String email, StaffDetails details, String passwordHash, Instant now) {
    return database
        .sql(
            """
            insert into staff (email, name, role, locale, password_hash, password_changed_at, created_at)
            values (:email, :name, :role, :locale, :hash, :now, :now)
            on conflict (email) do nothing
            returning *
            """)
        .param("email", email)
        .param("name", details.name())
        .param("role", details.role().wireName())
        .param("locale", details.language().wireName())
        .param("hash", passwordHash)
        .param("now", PgTime.of(now))
        .query(StaffRepository::member)
        .optional();
  }

  /** Saves what may change, all but the password; the row is locked by the caller. */
  StaffMember save(StaffMember member) {
    return database
        .sql(
            """
            update staff
               set name = :name, role = :role, locale = :locale, theme = :theme,
                   disabled_at = :disabledAt, signed_out_at = :signedOutAt, version = version + 1
             where id = :id and version = :version
            returning *
            """)
        .param("name", member.name())
        .param("role", member.role().wireName())
        .param("locale", member.language().wireName())
        .param("theme", member.theme() == Theme.SYSTEM ? null : member.theme().wireName())
        .param("disabledAt", PgTime.of(member.disabledAt()))
        .param("signedOutAt", PgTime.of(member.signedOutAt()))
        .param("id", member.id())
        .param("version", member.version())
        .query(StaffRepository::member)
        .single();
  }

  StaffMember savePassword(UUID id, String passwordHash, Instant now) {
    return database
        .sql(
            """
            update staff
               set password_hash = :hash, password_changed_at = :now, failed_attempts = 0,
                   locked_until = null, version = version + 1
             where id = :id
            returning *
            """)
        .param("hash", passwordHash)
        .param("now", PgTime.of(now))
        .param("id", id)
        .query(StaffRepository::member)
        .single();
  }

  static StaffMember member(ResultSet row, int number) throws SQLException {
    return new StaffMember(
        row.getObject("id", UUID.class),
        row.getString("email"),
        row.getString("name"),
        WireName.find(Role.class, row.getString("role")).orElseThrow(),
        WireName.find(Language.class, row.getString("locale")).orElseThrow(),
        theme(row.getString("theme")),
        PgTime.required(row, "password_changed_at"),
        PgTime.required(row, "created_at"),
        PgTime.optional(row, "disabled_at"),
        PgTime.optional(row, "signed_out_at"),
        PgTime.optional(row, "locked_until"),
        PgTime.optional(row, "last_login_at"),
        row.getInt("version"));
  }

  private static Theme theme(@Nullable String stored) {
    return stored == null ? Theme.SYSTEM : WireName.find(Theme.class, stored).orElseThrow();
  }
}
