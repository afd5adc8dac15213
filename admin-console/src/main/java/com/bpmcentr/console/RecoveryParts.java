package com.bpmcentr.console;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;

/**
 * What the command that recovers a feed is made of: no server, no screens, and nothing that begins
 * by itself. No component, so that the console does not take it for a part of its own.
 */
@Import(ConsoleParts.class)
@ImportAutoConfiguration({
  JdbcTemplateAutoConfiguration.class,
  JdbcClientAutoConfiguration.class,
  DataSourceTransactionManagerAutoConfiguration.class,
  TransactionAutoConfiguration.class
})
@ComponentScan(
    basePackages = {
      "com.bpmcentr.console.audit",
      "com.bpmcentr.console.connector",
      "com.bpmcentr.console.issuing",
      "com.bpmcentr.console.operation",
      "com.bpmcentr.console.publishing",
      "com.bpmcentr.console.recovery"
    },
    lazyInit = true,
    excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*\\.ui\\..*"))
final class RecoveryParts {

  private RecoveryParts() {}
}
