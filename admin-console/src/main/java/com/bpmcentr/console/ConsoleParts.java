package com.bpmcentr.console;

import com.bpmcentr.console.config.ConsoleConfig;
import com.bpmcentr.console.audit.AuditWitness;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** What every capability needs: the database, the time, and the audit log's witness. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class ConsoleParts {

  private static final int MOST_CONNECTIONS = 20;
  private static final long LONGEST_WAIT_MILLIS = 5_000;

  /** The only clock there is; everything else is given it. */
  @Bean
  Clock clock(ConsoleConfig config) {
    return Clock.offset(Clock.systemUTC(), config.clockOffset());
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
