package com.bpmcentr.console;

import com.bpmcentr.console.audit.AuditWitness;
import com.bpmcentr.console.config.ConsoleConfig;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** What every capability needs: the database, the time, and the audit log's witness. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class ConsoleParts {

  private static final int MOST_CONNECTIONS = 20;
  private static final long LONGEST_WAIT_MILLIS = 5_000;

  /**
   * The only clock there is; everything else is given it. It ticks in milliseconds, as signed
   * documents and the audit log keep times: what was just made is what is read back.
   */
  @Bean
  Clock clock(ConsoleConfig config) {
    return Clock.tick(Clock.offset(Clock.systemUTC(), config.clockOffset()), Duration.ofMillis(1));
  }

  @Bean
  AuditWitness auditWitness(ConsoleConfig config) {
    return new AuditWitness(config.stateDir());
  }

  @Bean
  HikariDataSource dataSource(ConsoleConfig config) {
    HikariConfig pool = new HikariConfig();
    pool.setPoolName("console");
    pool.setDataSource(config.database().dataSource());
    pool.setMaximumPoolSize(MOST_CONNECTIONS);
    pool.setConnectionTimeout(LONGEST_WAIT_MILLIS);
    return new HikariDataSource(pool);
  }
}
