package com.bpmcentr.console.explain.ui;

import com.bpmcentr.console.apikey.ApiKey;
import com.bpmcentr.console.apikey.ApiKeyRow;
import com.bpmcentr.console.apikey.ApiKeyService;
import com.bpmcentr.console.explain.AskedCheck;
import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Page;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.secret.Secret;
import com.bpmcentr.console.secret.SecretPrefix;
import com.bpmcentr.console.shell.Calendars;
import com.bpmcentr.console.shell.ConnectorNames;
import com.bpmcentr.console.shell.SpokenWords;
import com.bpmcentr.console.shell.Typed;
import com.bpmcentr.console.shell.Viewer;
import com.bpmcentr.console.shell.Words;
import com.bpmcentr.console.shell.detail.Actions;
import com.bpmcentr.console.shell.detail.Draft;
import com.bpmcentr.console.shell.detail.Fields;
import com.bpmcentr.console.shell.detail.Note;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.provider.Query;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** What is to be explained. Its two secrets leave the fields as soon as they are read. */
final class ExplainForm extends Div {

  private static final Logger log = LoggerFactory.getLogger(ExplainForm.class);

  private final ApiKeyService keys;
  private final Predicate<String> isKey;
  private final Viewer viewer;
  private final ZoneId zone;

  /** Stands for the rest of a key. */
  private static final String CUT_OFF = "…";

  private final ConnectorNames connectors;
  private final Note unread = new Note(Note.Kind.BAD, getTranslation("explain.unread"));
  private Map<String, String> names = Map.of();

  private final Fields fields = new Fields();
  private final PasswordField pasted =
      fields.add("key", SpokenWords.speak(new PasswordField(getTranslation("explain.key.pasted"))));
  private final ComboBox<ApiKey> key =
      fields.add("apiKeyId", new ComboBox<>(getTranslation("explain.key.or")));
  private final ComboBox<String> connector =
      fields.add("connectorId", new ComboBox<>(getTranslation("field.connectorId")));
  private final TextField account =
      fields.add("account", new TextField(getTranslation("field.makeAccountId")));
  private final PasswordField secret =
      fields.add(
          "connectorSecret",
          SpokenWords.speak(new PasswordField(getTranslation("explain.secret"))));
  private final DateTimePicker at =
      fields.add("at", new DateTimePicker(getTranslation("explain.at")));
  private final Details more;
  private final Draft draft;
  private @Nullable String customerId;
  private @Nullable String apiKeyId;

  /**
   * @param isKey whether a text is a customer's key, also one from elsewhere, which looks like
   *     anything
   */
  ExplainForm(
      ApiKeyService keys,
      Predicate<String> isKey,
      ConnectorNames connectors,
      Viewer viewer,
      ZoneId zone) {
    this.keys = keys;
    this.isKey = isKey;
    this.viewer = viewer;
    this.zone = zone;
    this.connectors = connectors;
    pasted.setHelperText(getTranslation("explain.key.pasted.help"));
    pasted.setAutocomplete(Autocomplete.OFF);
    key.setPlaceholder(getTranslation("explain.key.pick"));
    key.setItemLabelGenerator(item -> item.prefix() + CUT_OFF + " · " + item.name());
    key.setItems(this::find);
    key.setClearButtonVisible(true);
    unread.action(Actions.named("list.retry", this::readAgain));
    connector.setItemLabelGenerator(slug -> names.getOrDefault(slug, slug));
    connector.setAllowCustomValue(true);
    connector.addCustomValueSetListener(event -> connector.setValue(event.getDetail().strip()));
    secret.setHelperText(getTranslation("explain.secret.help"));
    secret.setAutocomplete(Autocomplete.OFF);
    Calendars.speak(at);
    at.setHelperText(getTranslation("explain.at.help") + " " + Words.zone(zone));
    var inner = new Div(secret, at);
    inner.addClassName("explain-fields");
    more = new Details(getTranslation("explain.more"), inner);
    var outer = new Div(pasted, key, connector, account);
    outer.addClassName("explain-fields");
    add(unread, outer, more);
    readConnectors();
    draft = Draft.of(this, "explain", getTranslation("explain.title"));
  }

  /** Fills in what a link names; whether that is enough to explain. */
  boolean fill(Map<String, String> asked) {
    customerId = asked.get("customerId");
    apiKeyId = asked.get("apiKeyId");
    key.getDataProvider().refreshAll();
    readKey();
    connector.setValue(asked.get("connector"));
    account.setValue(asked.getOrDefault("account", ""));
    String moment = asked.get("at");
    more.setOpened(moment != null);
    return showMoment(moment) && !key.isEmpty() && !connector.isEmpty() && !account.isEmpty();
  }

  private void readConnectors() {
    Optional<Map<String, String>> read = connectors.read();
    unread.setVisible(read.isEmpty());
    read.ifPresent(
        known -> {
          String chosen = connector.getValue();
          names = known;
          connector.setItems(known.keySet().stream().sorted().toList());
          connector.setValue(chosen);
        });
  }

  private void readKey() {
    try {
      key.setValue(named(apiKeyId));
    } catch (DataAccessException | TransactionException failure) {
      log.error("The key to be explained could not be read", failure);
      unread.setVisible(true);
    }
  }

  /** What was chosen since stays. */
  private void readAgain() {
    readConnectors();
    if (key.isEmpty()) {
      readKey();
    }
  }

  /** Whether it could be read; what would be explained without it is another moment. */
  private boolean showMoment(@Nullable String moment) {
    try {
      at.setValue(moment == null ? null : Instant.parse(moment).atZone(zone).toLocalDateTime());
      return true;
    } catch (DateTimeException notAMoment) {
      at.clear();
      at.setInvalid(true);
      at.setErrorMessage(getTranslation("explain.at.unreadable"));
      return false;
    }
  }

  /** What the form itself knows to be wrong: the service would explain another moment. */
  Optional<Refusal.Invalid> problem() {
    return Calendars.problem("at", at);
  }

  /** What is asked, with its secrets, which are gone from the fields then. */
  AskedCheck take() {
    draft.forget();
    Secret typedKey = taken(pasted);
    Secret typedSecret = taken(secret);
    ApiKey chosen = key.getValue();
    String slug = connector.getValue();
    return new AskedCheck(
        typedKey,
        typedKey == null && chosen != null ? chosen.id() : null,
        slug == null ? "" : slug,
        Typed.account(account.getValue()),
        typedSecret,
        at.getValue() == null ? null : at.getValue().atZone(zone).toInstant());
  }

  /** What of it may stand in a URL: no key either that was put into the field of something else. */
  Map<String, List<String>> link() {
    Map<String, List<String>> parts = new HashMap<>();
    ApiKey chosen = key.getValue();
    if (chosen != null) {
      parts.put("apiKeyId", List.of(chosen.id().toString()));
    }
    typed(connector).ifPresent(slug -> parts.put("connector", List.of(slug)));
    typed(account).ifPresent(id -> parts.put("account", List.of(id)));
    if (at.getValue() != null) {
      parts.put("at", List.of(at.getValue().atZone(zone).toInstant().toString()));
    }
    return parts;
  }

  private Optional<String> typed(HasValue<?, String> field) {
    return field
        .getOptionalValue()
        .filter(text -> !isKey.test(text))
        .map(text -> SecretPrefix.cut(text.strip()));
  }

  void show(@Nullable ApiKey found) {
    key.setValue(found);
  }

  /** The fields that are typed into. */
  Component[] lines() {
    return new Component[] {pasted, account, secret};
  }

  Fields fields() {
    return fields;
  }

  private @Nullable ApiKey named(@Nullable String id) {
    if (id != null) {
      try {
        return keys.get(viewer.actor(), UUID.fromString(id)) instanceof Result.Done<ApiKey> done
            ? done.value()
            : null;
      } catch (IllegalArgumentException notAnId) {
        return null;
      }
    }
    return customerId == null
        ? null
        : list(Map.of("customerId", customerId, "status", "active,retiring"), 0, 1)
            .findFirst()
            .orElse(null);
  }

  private Stream<ApiKey> find(Query<ApiKey, String> wanted) {
    // as it is shown, where that is put back
    String typed = wanted.getFilter().orElse("").split(CUT_OFF, 2)[0].strip();
    Map<String, String> filters = new HashMap<>();
    if (customerId != null) {
      filters.put("customerId", customerId);
    }
    if (typed.isEmpty()) {
      return list(filters, wanted.getOffset(), wanted.getLimit());
    }
    // A key from elsewhere begins with anything: what begins so comes before what is named so.
    filters.put("prefix", typed);
    if (list(filters, 0, 1).findFirst().isEmpty()) {
      filters.remove("prefix");
      filters.put("q", typed);
    }
    return list(filters, wanted.getOffset(), wanted.getLimit());
  }

  private Stream<ApiKey> list(Map<String, String> filters, int offset, int limit) {
    return keys.list(viewer.actor(), new ListQuery(filters, List.of(), offset, limit))
            instanceof Result.Done<Page<ApiKeyRow>> done
        ? done.value().items().stream().map(ApiKeyRow::apiKey)
        : Stream.empty();
  }

  private static @Nullable Secret taken(PasswordField field) {
    String text = Typed.secret(field.getValue());
    field.clear();
    return text.isEmpty() ? null : new Secret(text);
  }
}
