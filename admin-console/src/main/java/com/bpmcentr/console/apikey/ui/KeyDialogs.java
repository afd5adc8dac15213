package com.bpmcentr.console.apikey.ui;

import static com.bpmcentr.console.shell.Words.text;

import com.bpmcentr.console.apikey.ApiKey;
import com.bpmcentr.console.apikey.ApiKeyService;
import com.bpmcentr.console.apikey.NewApiKey;
import com.bpmcentr.console.apikey.RevealedApiKey;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.shell.Viewer;
import com.bpmcentr.console.shell.Words;
import com.bpmcentr.console.shell.detail.BlastRadiusNote;
import com.bpmcentr.console.shell.detail.Fields;
import com.bpmcentr.console.shell.detail.FormDialog;
import com.bpmcentr.console.shell.detail.ReasonDialog;
import com.bpmcentr.console.shell.detail.Reauthentication;
import com.bpmcentr.console.shell.detail.SecretDialog;
import com.bpmcentr.console.usage.BlastRadius;
import com.bpmcentr.console.usage.UsageService;
import com.bpmcentr.license.Environment;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextField;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What can be done with keys, for the pages that show them. */
@org.springframework.stereotype.Component
public class KeyDialogs {

  private final ApiKeyService keys;
  private final Viewer viewer;
  private final UsageService usage;
  private final Reauthentication reauthentication;
  private final KeyExamples examples;
  private final CurlLine curl;

  public KeyDialogs(
      ApiKeyService keys,
      Viewer viewer,
      UsageService usage,
      Reauthentication reauthentication,
      KeyExamples examples,
      CurlLine curl) {
    this.keys = keys;
    this.viewer = viewer;
    this.usage = usage;
    this.reauthentication = reauthentication;
    this.examples = examples;
    this.curl = curl;
  }

  /**
   * @param next what follows once the key has been saved by its reader
   */
  public Dialog create(UUID customerId, Consumer<Result.Done<RevealedApiKey>> next) {
    var fields = new Fields();
    var name = fields.add("name", new TextField(text("field.name")));
    name.setHelperText(text("api-keys.name.help"));
    name.setRequiredIndicatorVisible(true);
    var environment = new RadioButtonGroup<Environment>(text("field.environment"));
    environment.setItems(Environment.values());
    environment.setItemLabelGenerator(item -> Words.of("environment", item));
    environment.setValue(Environment.PROD);
    return new FormDialog(
            text("api-keys.new"),
            text("api-keys.create"),
            () ->
                fields.finished(
                    keys.create(
                        viewer.actor(),
                        customerId,
                        new NewApiKey(name.getValue(), environment.getValue(), null)),
                    done -> reveal(done, next)),
            name,
            environment)
        .guardedBy(reauthentication);
  }

  /**
   * @param finished what follows the service's answer; true closes the dialog
   */
  public Dialog revoke(ApiKey key, Predicate<Result<ApiKey>> finished) {
    return new ReasonDialog(
            text("api-keys.revoke.title", key.name()),
            text("api-keys.revoke.consequence"),
            text("action.revoke"),
            reason -> finished.test(keys.revoke(viewer.actor(), key.id(), reason)))
        .asking(blastRadius(key))
        .typing(key.prefix())
        .guardedBy(reauthentication);
  }

  Component blastRadius(ApiKey key) {
    return BlastRadiusNote.of(
        usage.blastRadius(viewer.actor(), BlastRadius.Subject.API_KEY, key.id()).orElseThrow(),
        viewer.formats(UI.getCurrent().getLocale()));
  }

  void reveal(Result.Done<RevealedApiKey> done, Consumer<Result.Done<RevealedApiKey>> next) {
    String key = done.value().secret().reveal();
    KeyExample example = examples.of(done.value().apiKey().customerId());
    new SecretDialog(
            text("api-keys.reveal.title", done.value().apiKey().name()),
            text("api-keys.reveal.once"),
            key,
            () -> next.accept(done))
        .with(
            example.account() == null
                ? text("api-keys.reveal.curl.binds", CurlLine.THEIR_ACCOUNT)
                : text("api-keys.reveal.curl"),
            curl.of(key, example))
        .open();
  }
}
