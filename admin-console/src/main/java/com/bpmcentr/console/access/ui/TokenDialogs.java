package com.bpmcentr.console.access.ui;

import static com.bpmcentr.console.shell.Words.text;

import com.bpmcentr.console.access.AccessToken;
import com.bpmcentr.console.access.AccessTokens;
import com.bpmcentr.console.access.StaffMember;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.shell.Viewer;
import com.bpmcentr.console.shell.Words;
import com.bpmcentr.console.shell.detail.Fields;
import com.bpmcentr.console.shell.detail.FormDialog;
import com.bpmcentr.console.shell.detail.ReasonDialog;
import com.bpmcentr.console.shell.detail.Reauthentication;
import com.bpmcentr.console.shell.detail.SecretDialog;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextField;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Making and revoking access tokens. */
@Component
class TokenDialogs {

  /** Nothing: without an end. */
  private static final Duration ENDLESS = Duration.ZERO;

  private static final Duration USUAL = Duration.ofDays(90);
  private static final List<Duration> LIFETIMES =
      List.of(Duration.ofDays(30), USUAL, Duration.ofDays(365), ENDLESS);

  private final AccessTokens tokens;
  private final Viewer viewer;
  private final Reauthentication reauthentication;
  private final InstantSource clock;

  TokenDialogs(
      AccessTokens tokens, Viewer viewer, Reauthentication reauthentication, InstantSource clock) {
    this.tokens = tokens;
    this.viewer = viewer;
    this.reauthentication = reauthentication;
    this.clock = clock;
  }

  /**
   * @param next what follows once the token has been saved by its reader
   */
  Dialog create(StaffMember member, Runnable next) {
    var fields = new Fields();
    var name = fields.add("name", new TextField(text("field.name")));
    name.setHelperText(text("tokens.name.help"));
    name.setRequiredIndicatorVisible(true);
    var lifetime = fields.add("expiresAt", new RadioButtonGroup<Duration>(text("tokens.lifetime")));
    lifetime.setItems(LIFETIMES);
    lifetime.setItemLabelGenerator(length -> text("tokens.lifetime." + length.toDays()));
    lifetime.setValue(USUAL);
    return new FormDialog(
            text("tokens.new"),
            text("tokens.create"),
            () ->
                fields.finished(
                    tokens.create(
                        viewer.actor(), member.id(), name.getValue(), end(lifetime.getValue())),
                    done -> reveal(done.value(), next)),
            new Paragraph(text("tokens.role", Words.of("role", member.role()))),
            name,
            lifetime)
        .guardedBy(reauthentication);
  }

  /**
   * @param finished what follows the service's answer; true closes the dialog
   */
  Dialog revoke(AccessToken token, Predicate<Result<AccessToken>> finished) {
    return new ReasonDialog(
            text("tokens.revoke.title", token.name()),
            text("tokens.revoke.consequence"),
            text("action.revoke"),
            reason -> finished.test(tokens.revoke(viewer.actor(), token.id(), reason)))
        .typing(token.prefix())
        .guardedBy(reauthentication);
  }

  private @Nullable Instant end(Duration lifetime) {
    return lifetime.equals(ENDLESS) ? null : clock.instant().plus(lifetime);
  }

  private static void reveal(AccessTokens.NewToken made, Runnable next) {
    new SecretDialog(
            text("tokens.reveal.title", made.token().name()),
            text("tokens.reveal.once"),
            made.secret().reveal(),
            next)
        .open();
  }
}
