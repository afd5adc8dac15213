package com.bpmcentr.console.rotation.ui;

import com.bpmcentr.console.job.Job;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.rotation.SigningKeyService;
import com.bpmcentr.console.rotation.SigningKeys;
import com.bpmcentr.console.rotation.SigningKeys.KeyUse;
import com.bpmcentr.console.rotation.SigningKeys.PepperUse;
import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.Notices;
import com.bpmcentr.console.shell.PageTitle;
import com.bpmcentr.console.shell.RefusalText;
import com.bpmcentr.console.shell.Screen;
import com.bpmcentr.console.shell.Tone;
import com.bpmcentr.console.shell.Viewer;
import com.bpmcentr.console.shell.Words;
import com.bpmcentr.console.shell.detail.Actions;
import com.bpmcentr.console.shell.detail.DetailPage;
import com.bpmcentr.console.shell.detail.Note;
import com.bpmcentr.console.shell.detail.PageHead;
import com.bpmcentr.console.shell.detail.Panel;
import com.bpmcentr.console.shell.detail.ReasonDialog;
import com.bpmcentr.console.shell.detail.Reauthentication;
import com.bpmcentr.console.shell.list.Columns;
import com.bpmcentr.console.staff.Permission;
import com.bpmcentr.license.KeyStatus;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import org.jspecify.annotations.Nullable;

/** What rests on which signing key and pepper; from here an owner has the rest reissued. */
@Route("signing-keys")
@PermitAll
final class SigningKeyPage extends Main implements HasDynamicTitle, BeforeEnterObserver {

  private final SigningKeyService keys;
  private final Viewer viewer;
  private final Reauthentication reauthentication;
  private final Formats formats;

  SigningKeyPage(SigningKeyService keys, Viewer viewer, Reauthentication reauthentication) {
    this.keys = keys;
    this.viewer = viewer;
    this.reauthentication = reauthentication;
    this.formats = viewer.formats(getLocale());
    addClassName("page");
  }

  @Override
  public String getPageTitle() {
    return PageTitle.of(getTranslation(Screen.SIGNING_KEYS.titleKey()));
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    removeAll();
    var head = new PageHead(getTranslation(Screen.SIGNING_KEYS.titleKey()));
    add(head);
    switch (keys.get(viewer.actor())) {
      case Result.Refused<SigningKeys>(var refusal) ->
          add(new Note(Note.Kind.BAD, RefusalText.of(refusal, UI.getCurrent())));
      case Result.Done<SigningKeys>(SigningKeys found, var _) -> show(found, head);
    }
  }

  private void show(SigningKeys found, PageHead head) {
    head.below(new Span(getTranslation("signing-keys.active", found.active())));
    long rest = found.toReissue();
    if (rest > 0) {
      var note =
          new Note(
              Note.Kind.INFO,
              getTranslation("signing-keys.rest", formats.number(rest)),
              new Span(getTranslation("signing-keys.rest.next")));
      if (viewer.may(Permission.MANAGE_STAFF)) {
        note.action(Actions.primary("reissue", () -> ask(rest)));
      }
      add(note);
    }
    if (found.peppers().stream().anyMatch(PepperUse::isMissing)) {
      add(new Note(Note.Kind.BAD, getTranslation("feed.alarm.pepper_missing")));
    }
    add(new Panel(getTranslation("signing-keys.keys"), keyGrid(found)));
    add(new Panel(getTranslation("signing-keys.peppers"), pepperGrid(found)));
  }

  private Grid<KeyUse> keyGrid(SigningKeys found) {
    Grid<KeyUse> grid = grid();
    var columns = new Columns<>(grid);
    columns.code("signing-keys.id", KeyUse::id).setFlexGrow(1);
    columns.badge("field.state", key -> state(key, found.active()), key -> tone(key.status()));
    columns.number("signing-keys.documents", key -> formats.number(key.documents()));
    columns.text("signing-keys.retired-at", key -> formats.optionalDateTime(key.retiredAt()));
    grid.setItems(found.keys());
    Columns.fit(grid);
    return grid;
  }

  private Grid<PepperUse> pepperGrid(SigningKeys found) {
    Grid<PepperUse> grid = grid();
    var columns = new Columns<>(grid);
    columns.code("signing-keys.id", PepperUse::id).setFlexGrow(1);
    columns.badge(
        "field.state",
        pepper ->
            getTranslation(
                pepper.active()
                    ? "signing-keys.in-use"
                    : pepper.known() ? "signing-keys.old" : "signing-keys.unknown"),
        pepper -> pepper.active() ? Tone.GOOD : pepper.known() ? Tone.NEUTRAL : Tone.BAD);
    columns.number("signing-keys.api-keys", pepper -> formats.number(pepper.apiKeys()));
    columns.number("signing-keys.secrets", pepper -> formats.number(pepper.connectorSecrets()));
    grid.setItems(found.peppers());
    Columns.fit(grid);
    return grid;
  }

  private static <T> Grid<T> grid() {
    Grid<T> grid = new Grid<>();
    grid.setSelectionMode(Grid.SelectionMode.NONE);
    grid.setAllRowsVisible(true);
    return grid;
  }

  private String state(KeyUse key, String active) {
    KeyStatus status = key.status();
    if (key.id().equals(active)) {
      return getTranslation("signing-keys.in-use");
    }
    return status == null
        ? getTranslation("signing-keys.unknown")
        : Words.of("signing-key-status", status);
  }

  private static Tone tone(@Nullable KeyStatus status) {
    return switch (status) {
      case null -> Tone.BAD;
      case ACTIVE -> Tone.GOOD;
      case RETIRED -> Tone.NEUTRAL;
      case COMPROMISED -> Tone.BAD;
    };
  }

  private void ask(long rest) {
    new ReasonDialog(
            getTranslation("signing-keys.reissue.title"),
            getTranslation("signing-keys.reissue.consequence", formats.number(rest)),
            getTranslation("action.reissue"),
            this::reissue)
        .guardedBy(reauthentication)
        .open();
  }

  private boolean reissue(String reason) {
    return switch (keys.reissue(viewer.actor(), reason)) {
      case Result.Done<Job>(Job job, var _) -> {
        getUI().ifPresent(ui -> ui.navigate(DetailPage.path(Screen.JOBS, job.id().toString())));
        yield true;
      }
      case Result.Refused<Job>(var refusal) -> {
        Notices.refused(refusal);
        yield false;
      }
    };
  }
}
