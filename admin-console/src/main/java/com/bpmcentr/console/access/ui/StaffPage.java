package com.bpmcentr.console.access.ui;

import com.bpmcentr.console.access.StaffAccounts;
import com.bpmcentr.console.access.StaffMember;
import com.bpmcentr.console.activity.ActivitySubject;
import com.bpmcentr.console.activity.ui.ActivityPanels;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.Languages;
import com.bpmcentr.console.shell.PluralForm;
import com.bpmcentr.console.shell.Screen;
import com.bpmcentr.console.shell.StatusBadge;
import com.bpmcentr.console.shell.Viewer;
import com.bpmcentr.console.shell.Words;
import com.bpmcentr.console.shell.detail.Actions;
import com.bpmcentr.console.shell.detail.ConfirmDialog;
import com.bpmcentr.console.shell.detail.Copyable;
import com.bpmcentr.console.shell.detail.DetailPage;
import com.bpmcentr.console.shell.detail.FactList;
import com.bpmcentr.console.shell.detail.PageHead;
import com.bpmcentr.console.shell.detail.Panel;
import com.bpmcentr.console.shell.detail.Propagation;
import com.bpmcentr.console.shell.detail.ReasonDialog;
import com.bpmcentr.console.shell.detail.Reauthentication;
import com.bpmcentr.console.shell.detail.SideBySide;
import com.bpmcentr.console.shell.detail.Stack;
import com.bpmcentr.console.staff.Permission;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** One member's account, and their access tokens. */
@Route("staff/:id")
@PermitAll
final class StaffPage extends DetailPage<StaffMember> {

  private final StaffAccounts staff;
  private final MembersTokens tokens;
  private final ActivityPanels activity;
  private final Viewer viewer;
  private final Reauthentication reauthentication;
  private final InstantSource clock;

  StaffPage(
      StaffAccounts staff,
      MembersTokens tokens,
      ActivityPanels activity,
      Viewer viewer,
      Reauthentication reauthentication,
      Propagation propagation,
      InstantSource clock) {
    super(Screen.STAFF, propagation);
    this.staff = staff;
    this.tokens = tokens;
    this.activity = activity;
    this.viewer = viewer;
    this.reauthentication = reauthentication;
    this.clock = clock;
  }

  @Override
  protected Result<StaffMember> load(String id) {
    return byUuid(id, member -> staff.get(viewer.actor(), member));
  }

  @Override
  protected String show(StaffMember member, Div page) {
    Formats formats = viewer.formats(getLocale());
    var main =
        new Stack(
            new Panel(getTranslation("detail.facts"), facts(member, formats)),
            tokens.of(member, formats, result -> finished(result, "tokens.revoked"), this::reload));
    var side = new Stack(activity.of(ActivitySubject.STAFF, member.id()));
    page.add(head(member), new SideBySide(main, side));
    return member.name();
  }

  private PageHead head(StaffMember member) {
    Instant now = clock.instant();
    var head =
        new PageHead(member.name())
            .badge(new StatusBadge(StaffWords.state(member, now), StaffWords.tone(member, now)))
            .below(
                new Span(Words.of("role", member.role())),
                new Copyable(member.email()),
                new Copyable(member.id().toString()));
    if (!viewer.may(Permission.MANAGE_STAFF)) {
      return head;
    }
    head.action(Actions.plain("edit", () -> openEdit(member)));
    if (member.lockedAt(now)) {
      head.action(
          Actions.plain(
              "unlock",
              () ->
                  reauthentication.pass(
                      () ->
                          finished(staff.unlock(viewer.actor(), member.id()), "staff.unlocked"))));
    }
    head.action(
        member.id().equals(viewer.actor().staffId())
            ? Actions.plain("change-password", () -> UI.getCurrent().navigate("account"))
            : Actions.dangerous("reset-password", () -> openReset(member)));
    return head.action(
        member.enabled()
            ? Actions.dangerous("disable", () -> openDisabling(member))
            : Actions.plain("enable", () -> openEnabling(member)));
  }

  private FactList facts(StaffMember member, Formats formats) {
    var facts =
        new FactList()
            .fact(getTranslation("staff.role"), Words.of("role", member.role()))
            .fact(getTranslation("field.locale"), Languages.ownName(member.language()))
            .fact(
                getTranslation("staff.last-login"), formats.optionalDateTime(member.lastLoginAt()))
            .fact(
                getTranslation("staff.password-changed"),
                formats.dateTime(member.passwordChangedAt()))
            .fact(getTranslation("field.createdAt"), formats.dateTime(member.createdAt()));
    if (member.lockedAt(clock.instant())) {
      facts.fact(
          getTranslation("staff.locked-until"), formats.optionalDateTime(member.lockedUntil()));
    }
    if (!member.enabled()) {
      facts.fact(
          getTranslation("staff.disabled-at"), formats.optionalDateTime(member.disabledAt()));
    }
    return viewer.may(Screen.AUDIT.permission())
        ? facts.fact(
            getTranslation("audit.title"),
            new Anchor(
                Screen.AUDIT.path() + "?actorId=" + member.id(), getTranslation("staff.deeds")))
        : facts;
  }

  private void openEdit(StaffMember member) {
    StaffForm.edit(
            member,
            () -> staff.get(viewer.actor(), member.id()),
            (seen, details) -> staff.edit(viewer.actor(), seen.id(), seen.version(), details),
            done -> finished(done, "detail.saved"))
        .guardedBy(reauthentication)
        .open();
  }

  private void openReset(StaffMember member) {
    new ConfirmDialog(
            getTranslation("staff.reset.title", member.name()),
            getTranslation("staff.reset.consequence"),
            getTranslation("action.reset-password"),
            () -> reset(member))
        .dangerous()
        .guardedBy(reauthentication)
        .open();
  }

  private boolean reset(StaffMember member) {
    Result<StaffAccounts.WithPassword> result = staff.resetPassword(viewer.actor(), member.id());
    if (result instanceof Result.Done<StaffAccounts.WithPassword>(var made, var _)) {
      // Before anything that may fail: it is seen this once.
      NewPassword.show(made, () -> {});
    }
    return finished(result, "staff.reset");
  }

  private void openDisabling(StaffMember member) {
    long open = tokens.open(member.id());
    String revoked =
        getTranslation(
            PluralForm.of(open, Languages.of(getLocale())).of("staff.disable.tokens"), open);
    var dialog =
        new ReasonDialog(
                getTranslation("staff.disable.title", member.name()),
                getTranslation("staff.disable.consequence") + " " + revoked,
                getTranslation("action.disable"),
                reason ->
                    finished(
                        disabled(member, reason),
                        "staff.disabled",
                        // tokens have ended for good
                        done -> open > 0 ? Optional.empty() : undo(() -> enabled(done, undoing()))))
            .dangerous()
            .guardedBy(reauthentication);
    if (open > 0) {
      dialog.typing(member.email());
    }
    dialog.open();
  }

  private void openEnabling(StaffMember member) {
    new ReasonDialog(
            getTranslation("staff.enable.title", member.name()),
            consequenceOfEnabling(member),
            getTranslation("action.enable"),
            reason ->
                finished(
                    enabled(member, reason),
                    "staff.enabled",
                    done -> undo(() -> disabled(done, undoing()))))
        .guardedBy(reauthentication)
        .open();
  }

  private String consequenceOfEnabling(StaffMember member) {
    String said = getTranslation("staff.enable.consequence");
    return member.lockedAt(clock.instant())
        ? said
            + " "
            + getTranslation(
                "staff.enable.locked",
                viewer.formats(getLocale()).optionalDateTime(member.lockedUntil()))
        : said;
  }

  private Result<StaffMember> disabled(StaffMember seen, String reason) {
    return staff.disable(viewer.actor(), seen.id(), seen.version(), reason);
  }

  private Result<StaffMember> enabled(StaffMember seen, String reason) {
    return staff.enable(viewer.actor(), seen.id(), seen.version(), reason);
  }

  private Optional<Undo> undo(Undo step) {
    return Optional.of(step.guardedBy(reauthentication));
  }

  private String undoing() {
    return getTranslation("undo.reason");
  }
}
