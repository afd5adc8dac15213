package com.bpmcentr.console.browser;

import com.bpmcentr.console.api.Operation;
import com.bpmcentr.console.shell.Translations;
import com.bpmcentr.console.staff.Role;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A page of {@link SampleShop}, and a button there for an operation of the roles' table; for one of
 * several, where a role may do some of what it leads to.
 */
record Offer(String page, String textKey, Set<Operation> operations) {

  /** In a list with bulk actions: the first is for all rows. */
  static final String BOXES = "vaadin-grid vaadin-checkbox";

  private static final Set<String> LISTS_WITH_BULK =
      Set.of("customers", "subscriptions", "api-keys");

  private static final Set<String> WITHOUT_A_DIALOG =
      Set.of("action.unlock", "action.change-password");

  static final List<Offer> ALL =
      List.of(
          new Offer("customers", "customers.new", Operation.CREATE_CUSTOMER),
          new Offer("customers", "action.block", Operation.BLOCK_MANY),
          new Offer("customers", "action.unblock", Operation.UNBLOCK_MANY),
          new Offer("customer", "action.edit", Operation.EDIT_CUSTOMER),
          new Offer("customer", "action.block", Operation.BLOCK_CUSTOMER),
          new Offer("customer", "api-keys.new", Operation.CREATE_API_KEY),
          new Offer(
              "customer",
              "subscriptions.new",
              Operation.CREATE_SUBSCRIPTION,
              Operation.START_TRIAL),
          new Offer("customer-blocked", "action.unblock", Operation.UNBLOCK_CUSTOMER),
          new Offer("subscriptions", "action.suspend", Operation.SUSPEND_MANY),
          new Offer("subscriptions", "action.resume", Operation.RESUME_MANY),
          new Offer("subscriptions", "action.cancel", Operation.CANCEL_MANY),
          new Offer("subscriptions", "action.reactivate", Operation.REACTIVATE_MANY),
          new Offer("subscriptions", "action.revoke", Operation.REVOKE_MANY_SUBSCRIPTIONS),
          new Offer("subscription-active", "action.change_account", Operation.CHANGE_ACCOUNT),
          new Offer("subscription-active", "action.cancel", Operation.CANCEL),
          new Offer("subscription-active", "action.suspend", Operation.SUSPEND),
          new Offer("subscription-active", "action.revoke", Operation.REVOKE_SUBSCRIPTION),
          new Offer("subscription-active", "action.pay", Operation.RECORD_PAYMENT),
          new Offer("subscription-active", "action.refund", Operation.REFUND_SUBSCRIPTION),
          new Offer("subscription-active", "action.change_interval", Operation.CHANGE_INTERVAL),
          new Offer("subscription-active", "action.discount", Operation.GIVE_DISCOUNT),
          new Offer("subscription-suspended", "action.resume", Operation.RESUME),
          new Offer("subscription-canceled", "action.reactivate", Operation.REACTIVATE),
          new Offer("subscription-canceled", "action.end-discount", Operation.END_DISCOUNT),
          new Offer("invoice-open", "action.pay", Operation.RECORD_PAYMENT),
          new Offer("invoice-open", "action.void", Operation.VOID_INVOICE),
          new Offer("invoice", "action.reverse", Operation.REVERSE_PAYMENT),
          new Offer("api-keys", "action.revoke", Operation.REVOKE_MANY_API_KEYS),
          new Offer("api-key", "action.rotate", Operation.ROTATE_API_KEY),
          new Offer("api-key", "action.retire-key", Operation.RETIRE_API_KEY),
          new Offer("api-key", "action.revoke", Operation.REVOKE_API_KEY),
          new Offer("connectors", "connectors.new", Operation.CREATE_CONNECTOR),
          new Offer("connector", "action.edit", Operation.EDIT_CONNECTOR),
          new Offer("connector", "action.retire", Operation.RETIRE_CONNECTOR),
          new Offer("connector-draft", "action.publish", Operation.PUBLISH_CONNECTOR),
          new Offer("connector-draft", "action.add-secret", Operation.ADD_CONNECTOR_SECRET),
          new Offer("connector-draft", "action.remove-secrets", Operation.REMOVE_CONNECTOR_SECRETS),
          new Offer("prices", "action.set-price", Operation.SET_PRICE),
          new Offer("imports", "imports.new", Operation.START_IMPORT),
          new Offer("staff", "staff.new", Operation.CREATE_STAFF),
          new Offer("staff-member", "action.edit", Operation.EDIT_STAFF),
          new Offer("staff-member", "action.reset-password", Operation.RESET_PASSWORD),
          new Offer("staff-member", "action.disable", Operation.DISABLE_STAFF),
          new Offer("staff-member", "tokens.new", Operation.CREATE_ACCESS_TOKEN),
          new Offer("staff-member", "action.revoke", Operation.REVOKE_ACCESS_TOKEN),
          new Offer("staff-locked-out", "action.enable", Operation.ENABLE_STAFF),
          new Offer("staff-locked-out", "action.unlock", Operation.UNLOCK_STAFF),
          new Offer("settings", "action.edit", Operation.EDIT_SETTINGS),
          new Offer("account", "action.change-password", Operation.CHANGE_OWN_PASSWORD));

  private Offer(String page, String textKey, Operation... operations) {
    this(page, textKey, Set.of(operations));
  }

  /** Whether what is offered there is done to the rows that are ticked, and is offered then. */
  static boolean isBulk(String page) {
    return LISTS_WITH_BULK.contains(page);
  }

  String text() {
    return new Translations().getTranslation(textKey, Locale.ENGLISH);
  }

  /** Whether a dialog follows; else it is done, or says what is missing, where it stands. */
  boolean opensADialog() {
    return !WITHOUT_A_DIALOG.contains(textKey);
  }

  boolean isFor(Role role) {
    return operations.stream().anyMatch(operation -> role.may(operation.permission()));
  }
}
