package com.bpmcentr.console.shell;

import com.bpmcentr.console.search.SearchService;
import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.ClientCallable;
import com.vaadin.flow.component.applayout.AppLayout;
import com.vaadin.flow.component.applayout.DrawerToggle;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.JavaScript;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.orderedlayout.Scroller;
import com.vaadin.flow.component.sidenav.SideNav;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Layout;
import com.vaadin.flow.router.RouterLink;
import jakarta.annotation.security.PermitAll;
import java.time.ZoneId;
import java.util.UUID;

/** What surrounds every screen: the way to the other screens, the viewer's name, the switches. */
@Layout
@JavaScript("context://assets/reconnect.js")
@JavaScript("context://assets/openers.js")
@JavaScript("context://assets/drafts.js")
@JavaScript("context://assets/lists.js")
@PermitAll
public final class MainLayout extends AppLayout implements AfterNavigationObserver {

  /**
   * Ctrl+K by the key's place, which Cyrillic layouts have too. The others mean something only
   * where nobody is writing and no dialog is open.
   */
  private static final String SHORTCUTS =
      """
      const writing = event => {
        const at = event.composedPath()[0];
        return at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName);
      };
      // what is typed before the field has come is kept for it
      const keepTyped = () => {
        let typed = '';
        let entered = false;
        const keep = event => {
          if (event.ctrlKey || event.altKey || event.metaKey) {
            return;
          }
          if (event.key === 'Escape') {
            done();
          } else if (event.key === 'Enter') {
            entered = true;
          } else if (event.key === 'Backspace') {
            typed = typed.slice(0, -1);
          } else if (event.key.length === 1) {
            typed += event.key;
          }
          event.preventDefault();
          event.stopPropagation();
        };
        const arrive = event => {
          if (event.target.closest?.('.palette-content') && event.target.matches('input')) {
            done();
            if (typed) {
              event.target.value = typed;
              event.target.dispatchEvent(new Event('input', {bubbles: true, composed: true}));
            }
            if (entered) {
              event.target.dispatchEvent(
                  new KeyboardEvent('keypress', {key: 'Enter', bubbles: true, composed: true}));
            }
          }
        };
        const patience = setTimeout(() => done(), 5000);
        const done = () => {
          clearTimeout(patience);
          document.removeEventListener('keydown', keep, true);
          document.removeEventListener('focusin', arrive, true);
        };
        document.addEventListener('keydown', keep, true);
        document.addEventListener('focusin', arrive, true);
      };
      const listen = event => {
        if (!this.isConnected) {
          document.removeEventListener('keydown', listen);
          return;
        }
        const held = event.ctrlKey || event.metaKey;
        if (held && !event.altKey && !event.shiftKey && event.code === 'KeyK') {
          event.preventDefault();
          if (event.repeat) {
            return;
          }
          if (!document.querySelector('vaadin-dialog[opened]')) {
            keepTyped();
          }
          this.$server.openPalette();
        } else if (!held && !event.altKey && !writing(event)
            && !document.querySelector('vaadin-dialog[opened]')) {
          const field = document.querySelector('.list-tools .search');
          if (event.key === '/') {
            event.preventDefault();
            field ? field.focus() : this.$server.openPalette();
          } else if (event.key === '?') {
            event.preventDefault();
            this.$server.openShortcuts();
          }
        }
      };
      document.addEventListener('keydown', listen);
      """;

  private final Palette palette;
  private final UUID member;
  private final ZoneId zone;
  private final DraftOffers offers = new DraftOffers();

  public MainLayout(Viewer viewer, SearchService search) {
    member = viewer.member();
    zone = viewer.zone();
    palette = new Palette(search, viewer);
    setI18n(new AppLayoutI18n().setDrawer(getTranslation("shell.menu")));
    setPrimarySection(Section.DRAWER);
    addToDrawer(brand(), new Scroller(navigation(viewer)), zone(viewer));
    var toggle = new DrawerToggle();
    toggle.setAriaLabel(getTranslation("shell.menu"));
    var gap = new Div();
    gap.addClassName("navbar-gap");
    addToNavbar(toggle, gap, finder(), new AppearanceSwitches(), new AccountMenu(viewer));
  }

  @Override
  protected void onAttach(AttachEvent event) {
    super.onAttach(event);
    getElement().executeJs(SHORTCUTS);
    Drafts.belongTo(member, zone);
    LeftLists.belongTo(member);
    RefusalText.tellMomentsBy(zone, event.getUI());
  }

  @Override
  public void afterNavigation(AfterNavigationEvent event) {
    offers.show(event.getLocation().getPath());
  }

  @ClientCallable
  void openPalette() {
    palette.show();
  }

  @ClientCallable
  void openShortcuts() {
    new ShortcutList().open();
  }

  private Button finder() {
    var button = new Button(VaadinIcon.SEARCH.create(), event -> palette.show());
    button.addThemeVariants(ButtonVariant.TERTIARY);
    button.setAriaLabel(getTranslation("palette.title"));
    button.setTooltipText(getTranslation("palette.open"));
    return button;
  }

  private RouterLink brand() {
    var link = new RouterLink();
    link.setRoute(HomeView.class);
    link.addClassName("brand");
    link.add(new Image("assets/icon.svg", ""), new Span(PageTitle.PRODUCT));
    return link;
  }

  /** Said once for all screens: whose clock their times are told by. */
  private static Div zone(Viewer viewer) {
    var line = new Div(Words.zone(viewer.zone()));
    line.addClassNames("drawer-zone", "secondary");
    return line;
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
