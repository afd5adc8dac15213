package com.bpmcentr.console.access.ui;

import static com.bpmcentr.console.shell.Words.text;

import com.bpmcentr.console.access.AccessToken;
import com.bpmcentr.console.access.AccessTokenRow;
import com.bpmcentr.console.access.AccessTokenStatus;
import com.bpmcentr.console.access.AccessTokens;
import com.bpmcentr.console.access.StaffMember;
import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Page;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.Screen;
import com.bpmcentr.console.shell.Viewer;
import com.bpmcentr.console.shell.detail.Actions;
import com.bpmcentr.console.shell.detail.Panel;
import com.bpmcentr.console.shell.detail.Rows;
import com.bpmcentr.console.shell.detail.TwoLines;
import com.bpmcentr.console.staff.Permission;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** A member's access tokens on their page, and what can be done with each. */
@Component
class MembersTokens {

  private static final int MOST_ROWS = 20;

  private final AccessTokens tokens;
  private final TokenDialogs dialogs;
  private final Viewer viewer;

  MembersTokens(AccessTokens tokens, TokenDialogs dialogs, Viewer viewer) {
    this.tokens = tokens;
    this.dialogs = dialogs;
    this.viewer = viewer;
  }

  /** How many of the member's tokens open something now. */
  long open(UUID staffId) {
    return found(Map.of("staffId", staffId.toString(), "status", "active"), 1).total();
  }

  /**
   * The panel.
   *
   * @param revoked what follows a revocation; true closes the dialog
   * @param made what follows once a new token has been saved by its reader
   */
  Panel of(
      StaffMember member, Formats formats, Predicate<Result<AccessToken>> revoked, Runnable made) {
    Page<AccessTokenRow> found = found(Map.of("staffId", member.id().toString()), MOST_ROWS);
    boolean mayManage = viewer.may(Permission.MANAGE_STAFF);
    var rows = new Rows();
    for (AccessTokenRow row : found.items()) {
      var side = new Div(StaffWords.badge(row.status()));
      side.addClassName("row-side");
      if (mayManage && row.status() == AccessTokenStatus.ACTIVE) {
        side.add(
            Actions.small(
                Actions.dangerous("revoke", () -> dialogs.revoke(row.token(), revoked).open())));
      }
      rows.row(lines(row.token(), formats), side);
    }
    var panel =
        new Panel(
            text("tokens.title"),
            found.items().isEmpty() ? new Paragraph(text("tokens.none.of-member")) : rows);
    if (found.total() > found.items().size()) {
      panel.add(
          new Anchor(
              Screen.ACCESS_TOKENS.path() + "?staffId=" + member.id(), text("customers.all")));
    }
    if (mayManage && member.enabled()) {
      panel.action(
          Actions.small(Actions.named("tokens.new", () -> dialogs.create(member, made).open())));
    }
    return panel;
  }

  private Page<AccessTokenRow> found(Map<String, String> filters, int most) {
    return tokens.list(viewer.actor(), new ListQuery(filters, List.of(), 0, most)).orElseThrow();
  }

  private static Div lines(AccessToken token, Formats formats) {
    var below =
        new Div(
            new Code(token.prefix() + "…"),
            new Span(" · " + until(token, formats) + " · " + used(token, formats)));
    return new TwoLines(new Span(token.name()), below);
  }

  private static String until(AccessToken token, Formats formats) {
    return token.expiresAt() == null
        ? text("tokens.endless")
        : text("tokens.until", formats.date(token.expiresAt()));
  }

  private static String used(AccessToken token, Formats formats) {
    return token.lastUsedAt() == null
        ? text("tokens.unused")
        : text("tokens.used", formats.dateTime(token.lastUsedAt()));
  }
}
