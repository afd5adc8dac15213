package com.bpmcentr.console.shell;

import com.bpmcentr.console.staff.Permission;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.Location;
import java.util.Arrays;
import java.util.Optional;

/** The screens of the menu, in its order, with what one must be allowed to open each. */
public enum Screen {
  HOME("home", VaadinIcon.HOME, Permission.READ),
  CUSTOMERS("customers", VaadinIcon.USERS, Permission.READ),
  SUBSCRIPTIONS("subscriptions", VaadinIcon.RECORDS, Permission.READ),
  INVOICES("invoices", VaadinIcon.INVOICE, Permission.READ),
  NOTICES("notices", VaadinIcon.ENVELOPE_O, Permission.READ),
  API_KEYS("api-keys", VaadinIcon.KEY, Permission.READ),
  CONNECTORS("connectors", VaadinIcon.PLUG, Permission.READ),
  PRICES("prices", VaadinIcon.MONEY, Permission.READ),
  JOBS("jobs", VaadinIcon.TASKS, Permission.READ),
  DUE_WORK("due-work", VaadinIcon.CALENDAR_CLOCK, Permission.READ),
  IMPORTS("imports", VaadinIcon.UPLOAD, Permission.READ),
  EDGES("edges", VaadinIcon.SERVER, Permission.READ),
  EXPLAIN("explain", VaadinIcon.QUESTION_CIRCLE_O, Permission.READ),
  AUDIT("audit", VaadinIcon.CLIPBOARD_TEXT, Permission.READ_AUDIT),
  STAFF("staff", VaadinIcon.GROUP, Permission.READ_STAFF),
  ACCESS_TOKENS("access-tokens", VaadinIcon.PASSWORD, Permission.READ_STAFF),
  SETTINGS("settings", VaadinIcon.COG, Permission.READ_STAFF),
  SIGNING_KEYS("signing-keys", VaadinIcon.SAFE_LOCK, Permission.READ_STAFF);

  private final String path;
  private final VaadinIcon icon;
  private final Permission permission;

  Screen(String path, VaadinIcon icon, Permission permission) {
    this.path = path;
    this.icon = icon;
    this.permission = permission;
  }

  /** The screen whose pages a path is among; none for those that everybody may open. */
  static Optional<Screen> of(Location location) {
    String first = location.getFirstSegment();
    return Arrays.stream(values()).filter(screen -> screen.path.equals(first)).findFirst();
  }

  public String path() {
    return path;
  }

  public String titleKey() {
    return path + ".title";
  }

  public VaadinIcon icon() {
    return icon;
  }

  public Permission permission() {
    return permission;
  }
}
