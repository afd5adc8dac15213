package com.bpmcentr.console.shell.list;

import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Page;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.secret.PastedKeyQuery;
import com.bpmcentr.console.shell.LeftLists;
import com.bpmcentr.console.shell.PageTitle;
import com.bpmcentr.console.shell.Screen;
import com.bpmcentr.console.shell.Viewer;
import com.bpmcentr.console.shell.detail.Actions;
import com.bpmcentr.console.shell.detail.PageHead;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;

/** A screen that is a list. */
public abstract class ListPage<T> extends Main implements AfterNavigationObserver, HasDynamicTitle {

  /** After the list's path: what is listed is to be made. */
  public static final String NEW = "new";

  private final Screen screen;
  private final PageHead head;
  private @Nullable Button making;
  private final ListPanel<T> list;

  @SuppressWarnings("this-escape") // Vaadin components are built in their constructors
  protected ListPage(
      Screen screen, List<ListFilter> filters, Function<ListQuery, Result<Page<T>>> source) {
    this.screen = screen;
    this.head = new PageHead(getTranslation(screen.titleKey()));
    this.list = new ListPanel<>(screen.path(), screen.path(), filters, source);
    addClassNames("page", "fills");
    add(head, list);
  }

  /** What every list offers, whatever it is a list of. */
  @Autowired
  final void offer(
      SavedViews views,
      CsvDownloads downloads,
      ChipNames names,
      PastedKeyQuery keys,
      Viewer viewer) {
    list.recognise(keys::find);
    list.tellNamesBy(names);
    list.tellTimesBy(viewer.formats(getLocale()));
    list.savable(views, screen.path());
    list.downloadable(downloads, screen.path(), Map.of());
  }

  /** Offers to make what is listed: at the top, and where there is nothing yet. */
  protected final void make(String text, VaadinIcon icon, Runnable open) {
    making = button(text, icon, open);
    head.action(making);
    list.offer(button(text, icon, open));
  }

  private Button button(String text, VaadinIcon icon, Runnable open) {
    var button = new Button(text, icon.create(), event -> open.run());
    Actions.name(button, screen.path() + ".new");
    button.addThemeVariants(ButtonVariant.PRIMARY);
    return button;
  }

  /** Whether it is that screen's list. */
  public final boolean isOf(Screen other) {
    return screen == other;
  }

  protected final PageHead head() {
    return head;
  }

  protected final ListPanel<T> list() {
    return list;
  }

  @Override
  public void afterNavigation(AfterNavigationEvent event) {
    list.show(event.getLocation());
    LeftLists.left(screen.path(), list.parameters());
    if (making != null && event.getLocation().getSegments().getLast().equals(NEW)) {
      making.click();
    }
  }

  @Override
  public String getPageTitle() {
    return PageTitle.of(getTranslation(screen.titleKey()));
  }
}
