package com.bpmcentr.console.shell.list;

import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Page;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.shell.PageTitle;
import com.bpmcentr.console.shell.Screen;
import com.bpmcentr.console.shell.Viewer;
import com.bpmcentr.console.shell.detail.PageHead;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import java.util.List;
import java.util.function.Function;
import org.springframework.beans.factory.annotation.Autowired;

/** A screen that is a list. */
public abstract class ListPage<T> extends Main implements AfterNavigationObserver, HasDynamicTitle {

  private final Screen screen;
  private final PageHead head;
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
  final void offer(SavedViews views, CsvDownloads downloads, ChipNames names, Viewer viewer) {
    list.tellNamesBy(names);
    list.tellTimesBy(viewer.formats(getLocale()));
    list.savable(views);
    list.downloadable(downloads);
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
  }

  @Override
  public String getPageTitle() {
    return PageTitle.of(getTranslation(screen.titleKey()));
  }
}
