package com.bpmcentr.console.shell;

import com.bpmcentr.console.staff.Actor;
import com.vaadin.flow.component.avatar.Avatar;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import java.util.Locale;

/** Who is logged in, in which role, and the way out. */
final class AccountMenu extends MenuBar {

  AccountMenu(Viewer viewer) {
    Actor actor = viewer.actor();
    addThemeVariants(MenuBarVariant.TERTIARY);
    setI18n(SpokenWords.ofMenus());
    addClassName("account");
    MenuItem menu = addItem(new Avatar(actor.name()));
    menu.setAriaLabel(getTranslation("shell.account", actor.name()));
    menu.getSubMenu().addItem(identity(actor)).setEnabled(false);
    menu.getSubMenu().addSeparator();
    menu.getSubMenu()
        .addItem(
            getTranslation("account.title"),
            event -> getUI().ifPresent(ui -> ui.navigate("account")));
    menu.getSubMenu().addItem(getTranslation("shell.logout"), event -> viewer.logOut());
  }

  private Div identity(Actor actor) {
    var name = new Span(actor.name());
    name.addClassName("account-name");
    var role = new Span(getTranslation("role." + actor.role().name().toLowerCase(Locale.ROOT)));
    role.addClassName("account-role");
    var identity = new Div(name, role);
    identity.addClassName("account-identity");
    return identity;
  }
}
