package com.bpmcentr.console.shell;

import com.bpmcentr.console.staff.Theme;
import com.bpmcentr.license.Language;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinSession;
import java.util.EnumMap;
import java.util.Map;

/** Language and theme, chosen from two small menus, on the login page and in the shell. */
final class AppearanceSwitches extends MenuBar {

  private final Map<Theme, MenuItem> themes = new EnumMap<>(Theme.class);

  AppearanceSwitches() {
    addClassName("appearance");
    addThemeVariants(MenuBarVariant.TERTIARY);
    setI18n(SpokenWords.ofMenus());
    addLanguages();
    addThemes();
  }

  private void addLanguages() {
    Language current = Languages.of(getLocale());
    MenuItem menu = addItem(VaadinIcon.GLOBE.create());
    menu.add(Languages.ownShortName(current));
    menu.setAriaLabel(getTranslation("shell.language"));
    for (Language language : Languages.offered()) {
      MenuItem item =
          menu.getSubMenu().addItem(Languages.ownName(language), event -> choose(language));
      item.setCheckable(true);
      item.setChecked(language == current);
    }
  }

  private void addThemes() {
    MenuItem menu = addItem(VaadinIcon.ADJUST.create());
    menu.setAriaLabel(getTranslation("shell.theme"));
    for (Theme theme : Theme.values()) {
      String name = getTranslation("shell.theme." + theme.wireName());
      MenuItem item = menu.getSubMenu().addItem(name, event -> choose(theme));
      item.setCheckable(true);
      themes.put(theme, item);
    }
    check(Preferences.theme(VaadinRequest.getCurrent()));
  }

  private void choose(Language language) {
    Preferences.keep(language);
    VaadinSession.getCurrent().setLocale(Languages.locale(language));
    getUI().ifPresent(ui -> ui.getPage().reload());
  }

  private void choose(Theme theme) {
    Preferences.keep(theme);
    check(theme);
    getUI().ifPresent(ui -> ui.getPage().setColorScheme(Preferences.colorScheme(theme)));
  }

  private void check(Theme chosen) {
    themes.forEach((theme, item) -> item.setChecked(theme == chosen));
  }
}
