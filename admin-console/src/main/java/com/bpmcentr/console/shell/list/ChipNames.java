package com.bpmcentr.console.shell.list;

import com.bpmcentr.console.access.StaffAccounts;
import com.bpmcentr.console.access.StaffMember;
import com.bpmcentr.console.apikey.ApiKey;
import com.bpmcentr.console.apikey.ApiKeyService;
import com.bpmcentr.console.connector.ConnectorDetail;
import com.bpmcentr.console.connector.ConnectorService;
import com.bpmcentr.console.customer.Customer;
import com.bpmcentr.console.customer.CustomerService;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.shell.Viewer;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.staff.Permission;
import com.bpmcentr.console.subscription.SubscriptionDetail;
import com.bpmcentr.console.subscription.SubscriptionService;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Whose ids stand in filters: a chip says the name. */
@Component
public class ChipNames {

  private static final Logger log = LoggerFactory.getLogger(ChipNames.class);

  private final CustomerService customers;
  private final SubscriptionService subscriptions;
  private final ApiKeyService keys;
  private final ConnectorService connectors;
  private final StaffAccounts staff;
  private final Viewer viewer;

  ChipNames(
      CustomerService customers,
      SubscriptionService subscriptions,
      ApiKeyService keys,
      ConnectorService connectors,
      StaffAccounts staff,
      Viewer viewer) {
    this.customers = customers;
    this.subscriptions = subscriptions;
    this.keys = keys;
    this.connectors = connectors;
    this.staff = staff;
    this.viewer = viewer;
  }

  /** Empty where the filter names nothing that has a name, or nothing that is there. */
  Optional<String> of(String filter, String value) {
    try {
      return read(viewer.actor(), filter, value);
    } catch (RuntimeException failure) {
      // The list tells by itself what it cannot read; a chip can do without the name.
      log.debug("No name for a chip", failure);
      return Optional.empty();
    }
  }

  private Optional<String> read(Actor actor, String filter, String value) {
    return switch (filter) {
      case "customerId" ->
          name(value, id -> customers.get(actor, id), (Customer it) -> it.details().name());
      case "subscriptionId" ->
          name(value, id -> subscriptions.get(actor, id), ChipNames::subscription);
      case "apiKeyId", "replacedBy" ->
          name(value, id -> keys.get(actor, id), (ApiKey it) -> it.name());
      case "staffId", "actorId" ->
          actor.may(Permission.READ_STAFF)
              ? name(value, id -> staff.get(actor, id), StaffMember::name)
              : Optional.empty();
      case "connectorId" ->
          connectors.get(actor, value) instanceof Result.Done<ConnectorDetail>(var found, var _)
              ? Optional.of(found.connector().details().name())
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static String subscription(SubscriptionDetail detail) {
    return detail.row().connectorName() + " – " + detail.row().customerName();
  }

  private static <T> Optional<String> name(
      String value, Function<UUID, Result<T>> find, Function<T, String> name) {
    return find.apply(UUID.fromString(value)) instanceof Result.Done<T>(T found, var _)
        ? Optional.of(name.apply(found))
        : Optional.empty();
  }
}
