package com.bpmcentr.console.access;

import com.bpmcentr.console.operation.PgTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Wrong passwords of staff accounts, counted until they lock. */
@Repository
class GuessRepository {

  /** Where a password is asked for; each has a count and a lock of its own. */
  enum Kind {
    LOGIN("failed_attempts", "locked_until"),

    /** Asked for again within a session. */
    CONFIRMATION("failed_confirmations", "confirming_locked_until");

    private final String count;
    private final String lock;

    Kind(String count, String lock) {
      this.count = count;
      this.lock = lock;
    }

    private String in(String sql) {
      return sql.replace("{count}", count).replace("{lock}", lock);
    }
  }

  /**
   * A guess that may be looked at: it has been counted as a failure already.
   *
   * @param locks whether it was the last one
   */
  record Guess(Kind kind, UUID staffId, String passwordHash, boolean locks) {

    @Override
    public String toString() {
      return "Guess[redacted]";
    }
  }

  private final JdbcClient database;

  GuessRepository(JdbcClient database) {
    this.database = database;
  }

  /**
   * Counts a guess before it is looked at. The row's lock puts parallel guesses in a line,
   * whichever console they come to, so never more than {@code most} are looked at between two
   * locks.
   *
   * @return empty when the account is locked or disabled
   */
  Optional<Guess> count(Kind kind, UUID staffId, Instant now, int most, Duration lock) {
    return database
        .sql(
            kind.in(
                """
                update staff
                   set {count} = case when {lock} is null then {count} + 1 else 1 end,
                       {lock} = case when {lock} is null and {count} + 1 >= :most then :until end
                 where id = :id and disabled_at is null and ({lock} is null or {lock} <= :now)
                returning password_hash, {lock} is not null as locks
                """))
        .param("id", staffId)
        .param("most", most)
        .param("now", PgTime.of(now))
        .param("until", PgTime.of(now.plus(lock)))
        .query(
            (row, _) ->
                new Guess(kind, staffId, row.getString("password_hash"), row.getBoolean("locks")))
        .optional();
  }

  /** Takes back what {@link #count} counted: the guess was not looked at. */
  void uncount(Guess counted) {
    database
        .sql(
            counted.kind.in(
                """
                update staff
                   set {count} = greatest({count} - 1, 0),
                       {lock} = case when not :locks then {lock} end
                 where id = :id
                """))
        .param("id", counted.staffId)
        .param("locks", counted.locks)
        .update();
  }

  /** A guess was right after all, or the lock is lifted: nothing is counted any more. */
  void clear(Kind kind, UUID staffId) {
    database
        .sql(kind.in("update staff set {count} = 0, {lock} = null where id = :id"))
        .param("id", staffId)
        .update();
  }
}
