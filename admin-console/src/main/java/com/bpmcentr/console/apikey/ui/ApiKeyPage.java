package com.bpmcentr.console.apikey.ui;

import com.bpmcentr.console.activity.ActivitySubject;
import com.bpmcentr.console.activity.ui.ActivityPanels;
import com.bpmcentr.console.apikey.ApiKey;
import com.bpmcentr.console.apikey.ApiKeyRow;
import com.bpmcentr.console.apikey.ApiKeyService;
import com.bpmcentr.console.apikey.ApiKeyStatus;
import com.bpmcentr.console.customer.CustomerService;
import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.Screen;
import com.bpmcentr.console.shell.Viewer;
import com.bpmcentr.console.shell.Words;
import com.bpmcentr.console.shell.detail.Actions;
import com.bpmcentr.console.shell.detail.Copyable;
import com.bpmcentr.console.shell.detail.DetailPage;
import com.bpmcentr.console.shell.detail.FactList;
import com.bpmcentr.console.shell.detail.PageHead;
import com.bpmcentr.console.shell.detail.Panel;
import com.bpmcentr.console.shell.detail.Propagation;
import com.bpmcentr.console.staff.Permission;
import com.bpmcentr.console.usage.UsageOf;
import com.bpmcentr.console.usage.ui.UsagePanels;
import com.vaadin.flow.component.Text;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** One key: what is known of it, and what can still be done. */
@Route("api-keys/:id")
@PermitAll
final class ApiKeyPage extends DetailPage<ApiKey> {

  private final ApiKeyService keys;
  private final CustomerService customers;
  private final KeyDialogs dialogs;
  private final KeyUsePanels use;
  private final KeyRotation rotation;
  private final KeyRetirement retirement;
  private final UsagePanels usage;
  private final ActivityPanels activity;
  private final Viewer viewer;
  private final InstantSource clock;

  ApiKeyPage(
      ApiKeyService keys,
      CustomerService customers,
      KeyDialogs dialogs,
      KeyUsePanels use,
      KeyRotation rotation,
      KeyRetirement retirement,
      UsagePanels usage,
      ActivityPanels activity,
      Viewer viewer,
      Propagation propagation,
      InstantSource clock) {
    super(Screen.API_KEYS, propagation);
    this.keys = keys;
    this.customers = customers;
    this.dialogs = dialogs;
    this.use = use;
    this.rotation = rotation;
    this.retirement = retirement;
    this.usage = usage;
    this.activity = activity;
    this.viewer = viewer;
    this.clock = clock;
  }

  @Override
  protected Result<ApiKey> load(String id) {
    return byUuid(id, key -> keys.get(viewer.actor(), key));
  }

  @Override
  protected String show(ApiKey key, Div page) {
    Instant now = clock.instant();
    page.add(head(key, now), new Panel(getTranslation("detail.facts"), facts(key)));
    page.add(use.of(key));
    page.add(usage.of(UsageOf.API_KEY, key.id()));
    page.add(activity.of(ActivitySubject.API_KEY, key.id()));
    return key.name();
  }

  private PageHead head(ApiKey key, Instant now) {
    var head =
        new PageHead(key.name())
            .badge(KeyTones.badge(key.status(now)))
            .below(new Code(key.prefix() + "…"), new Copyable(key.id().toString()));
    head.action(Actions.explain(Map.of("apiKeyId", key.id().toString())));
    if (viewer.may(Permission.MANAGE_CUSTOMERS)) {
      if (key.isRotatable(now)) {
        head.action(Actions.plain("rotate", () -> openRotation(key)));
      }
      if (key.status(now) == ApiKeyStatus.ACTIVE || key.status(now) == ApiKeyStatus.RETIRING) {
        head.action(
            retirement.offered(
                key,
                () -> retirement.of(key, result -> finished(result, "api-keys.retired")).open()));
      }
      if (key.revocation() == null) {
        head.action(
            Actions.dangerous(
                "revoke",
                () -> dialogs.revoke(key, result -> finished(result, "api-keys.revoked")).open()));
      }
    }
    return head;
  }

  private void openRotation(ApiKey key) {
    rotation
        .of(
            key,
            done -> open(Screen.API_KEYS, done.value().apiKey().id().toString(), done.position()),
            refused -> finished(refused, "api-keys.rotated"))
        .open();
  }

  private FactList facts(ApiKey key) {
    Formats formats = viewer.formats(getLocale());
    var facts =
        new FactList()
            .fact(getTranslation("field.customerId"), customer(key.customerId()))
            .fact(getTranslation("field.environment"), Words.of("environment", key.environment()))
            .fact(getTranslation("field.createdAt"), formats.dateTime(key.createdAt()))
            .fact(
                getTranslation("field.notAfter"),
                key.notAfter() == null
                    ? getTranslation("tokens.endless")
                    : formats.dateTime(key.notAfter()));
    UUID successor = key.replacedBy();
    if (successor != null) {
      facts.fact(
          getTranslation("api-keys.replaced-by"),
          new Anchor(
              path(Screen.API_KEYS, successor.toString()), getTranslation("api-keys.successor")));
    }
    replacedBy(key)
        .ifPresent(
            old ->
                facts.fact(
                    getTranslation("api-keys.replaces"),
                    new Div(
                        new Anchor(
                            path(Screen.API_KEYS, old.id().toString()),
                            getTranslation("api-keys.predecessor")),
                        new Text(" · " + end(old, formats)))));
    ApiKey.Revocation revocation = key.revocation();
    if (revocation != null) {
      facts
          .fact(getTranslation("field.revokedAt"), formats.dateTime(revocation.at()))
          .fact(getTranslation("reason.label"), revocation.reason());
    }
    return facts;
  }

  private String end(ApiKey old, Formats formats) {
    ApiKeyStatus status = old.status(clock.instant());
    return old.notAfter() == null || status == ApiKeyStatus.REVOKED
        ? Words.of("key-status", status)
        : getTranslation(
            status == ApiKeyStatus.EXPIRED ? "api-keys.stopped" : "api-keys.stops",
            formats.dateTime(old.notAfter()));
  }

  /** The key in whose place it came. */
  private Optional<ApiKey> replacedBy(ApiKey key) {
    var query = new ListQuery(Map.of("replacedBy", key.id().toString()), List.of(), 0, 1);
    return keys.list(viewer.actor(), query).orElseThrow().items().stream()
        .map(ApiKeyRow::apiKey)
        .findFirst();
  }

  private Anchor customer(UUID id) {
    String name =
        customers.get(viewer.actor(), id).map(customer -> customer.details().name()).orElseThrow();
    return new Anchor(path(Screen.CUSTOMERS, id.toString()), name);
  }
}
