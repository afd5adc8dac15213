package com.bpmcentr.console.shell;

import com.vaadin.flow.component.applayout.AppLayout;
import com.vaadin.flow.component.applayout.DrawerToggle;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.orderedlayout.Scroller;
import com.vaadin.flow.component.sidenav.SideNav;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.router.Layout;
import com.vaadin.flow.router.RouterLink;
import jakarta.annotation.security.PermitAll;

/** What surrounds every screen: the way to the other screens, the viewer's name, the switches. */
@Layout
@PermitAll
public final class MainLayout extends AppLayout {

  public MainLayout(Viewer viewer) {
    setPrimarySection(Section.DRAWER);
    addToDrawer(brand(), new Scroller(navigation(viewer)));
    var toggle = new DrawerToggle();
    toggle.setAriaLabel(getTranslation("shell.menu"));
    var gap = new Div();
    gap.addClassName("navbar-gap");
    addToNavbar(toggle, gap, new AppearanceSwitches(), new AccountMenu(viewer));
  }

  private RouterLink brand() {
    var link = new RouterLink();
    link.setRoute(HomeView.class);
    link.addClassName("brand");
    link.add(new Image("assets/icon.svg", ""), new Span("BPM Centr"));
    return link;
  }

  private SideNav navigation(Viewer viewer) {
    var navigation = new SideNav();
    navigation.getElement().setAttribute("aria-label", getTranslation("shell.menu"));
    for (Screen screen : Screen.values()) {
      if (viewer.may(screen.permission())) {
        navigation.addItem(item(screen));
      }
    }
    return navigation;
  }

  private SideNavItem item(Screen screen) {
    var item =
        new SideNavItem(getTranslation(screen.titleKey()), screen.path(), screen.icon().create());
    item.setMatchNested(true);
    return item;
  }
}
