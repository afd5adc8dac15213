package com.bpmcentr.console.connector;

import static com.bpmcentr.console.staff.Permission.MANAGE_CONNECTORS;

import com.bpmcentr.console.audit.Attempt;
import com.bpmcentr.console.audit.AuditLog;
import com.bpmcentr.console.audit.AuditedOperations;
import com.bpmcentr.console.operation.Facts;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.staff.Actor;
import java.time.Clock;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/** At the very first start, when there is no connector: puts in the catalogue and publishes it. */
@Component
class CatalogueLoader implements ApplicationRunner {

  private static final Actor ACTOR = Actor.system("catalogue");
  private static final Attempt LOAD = Attempt.on("connector", "all", "load-catalogue");

  private final AuditedOperations operations;
  private final AuditLog audit;
  private final ConnectorRepository connectors;
  private final PriceRepository prices;
  private final ConnectorPolicies policies;
  private final Clock clock;

  CatalogueLoader(
      AuditedOperations operations,
      AuditLog audit,
      ConnectorRepository connectors,
      PriceRepository prices,
      ConnectorPolicies policies,
      Clock clock) {
    this.operations = operations;
    this.audit = audit;
    this.connectors = connectors;
    this.prices = prices;
    this.policies = policies;
    this.clock = clock;
  }

  /** A console whose feed is closed must start as well: its screens say what is wrong. */
  @Override
  public void run(ApplicationArguments arguments) {
    if (!connectors.isEmpty()) {
      return;
    }
    operations.change(ACTOR, MANAGE_CONNECTORS, LOAD, this::load).orElseThrow();
  }

  /** How many connectors it put in. */
  private Result<Integer> load() {
    connectors.lockCatalogue();
    if (!connectors.isEmpty()) {
      return Result.done(0);
    }
    Catalogue catalogue = Catalogue.read(clock.instant());
    catalogue
        .prices()
        .prices()
        .forEach(
            (category, ofCategory) ->
                ofCategory.forEach((interval, price) -> prices.insert(category, interval, price)));
    catalogue.connectors().forEach(connectors::insert);
    int size = catalogue.connectors().size();
    audit.record(ACTOR, LOAD, Facts.NONE, Facts.NONE.with("connectors", size));
    return Result.done(size, policies.issue(catalogue.connectors(), clock.instant()));
  }
}
