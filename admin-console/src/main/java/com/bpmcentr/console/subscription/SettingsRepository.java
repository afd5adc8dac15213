package com.bpmcentr.console.subscription;

import com.bpmcentr.console.operation.PgTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The one row of settings. */
@Repository
class SettingsRepository {

  private final JdbcClient jdbc;

  SettingsRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Settings read() {
    return jdbc.sql("select * from setting").query(SettingsRepository::settings).single();
  }

  Settings readForUpdate() {
    return jdbc.sql("select * from setting for update")
        .query(SettingsRepository::settings)
        .single();
  }

  /** The row is locked by the caller. */
  Settings save(LifecycleRules rules, Instant now) {
    return jdbc.sql(
            """
            update setting
               set zone = :zone, trial_seconds = :trial, grace_seconds = :grace,
                   trials_of_customer = :trials, moves = :moves, move_window_seconds = :window,
                   trial_notice_seconds = :trialNotice, month_notice_seconds = :monthNotice,
                   year_notice_seconds = :yearNotice, price_notice_seconds = :priceNotice,
                   first_reminder_day = :first, second_reminder_day = :second,
                   third_reminder_day = :third,
                   changed_at = :now, version = version + 1
            returning *
            """)
        .param("zone", rules.zone().getId())
        .param("trial", rules.trial().toSeconds())
        .param("grace", rules.grace().toSeconds())
        .param("trials", rules.trialsOfCustomer())
        .param("moves", rules.moves())
        .param("window", rules.moveWindow().toSeconds())
        .param("trialNotice", rules.notices().trial().toSeconds())
        .param("monthNotice", rules.notices().month().toSeconds())
        .param("yearNotice", rules.notices().year().toSeconds())
        .param("priceNotice", rules.notices().price().toSeconds())
        .param("first", rules.notices().firstReminder())
        .param("second", rules.notices().secondReminder())
        .param("third", rules.notices().thirdReminder())
        .param("now", PgTime.of(now))
        .query(SettingsRepository::settings)
        .single();
  }

  private static Settings settings(ResultSet row, int number) throws SQLException {
    return new Settings(
        new LifecycleRules(
            ZoneId.of(row.getString("zone")),
            Duration.ofSeconds(row.getInt("trial_seconds")),
            Duration.ofSeconds(row.getInt("grace_seconds")),
            row.getInt("trials_of_customer"),
            row.getInt("moves"),
            Duration.ofSeconds(row.getInt("move_window_seconds")),
            new NoticeTimes(
                Duration.ofSeconds(row.getInt("trial_notice_seconds")),
                Duration.ofSeconds(row.getInt("month_notice_seconds")),
                Duration.ofSeconds(row.getInt("year_notice_seconds")),
                Duration.ofSeconds(row.getInt("price_notice_seconds")),
                row.getInt("first_reminder_day"),
                row.getInt("second_reminder_day"),
                row.getInt("third_reminder_day"))),
        PgTime.optional(row, "changed_at"),
        row.getInt("version"));
  }
}
