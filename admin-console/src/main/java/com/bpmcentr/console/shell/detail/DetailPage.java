package com.bpmcentr.console.shell.detail;

import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.shell.LeftLists;
import com.bpmcentr.console.shell.Notices;
import com.bpmcentr.console.shell.PageTitle;
import com.bpmcentr.console.shell.Screen;
import com.bpmcentr.license.FeedPosition;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.router.AccessDeniedException;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The page of one thing: read when it is opened and again after each change, so that what it shows
 * and offers is what is so.
 */
public abstract class DetailPage<T> extends Main implements BeforeEnterObserver, HasDynamicTitle {

  /** The route's parameter that names the thing. */
  public static final String ID = "id";

  /** A call that takes back what was done; refused like any other when it no longer can. */
  @FunctionalInterface
  public interface Undo {
    Result<?> take();

    /** What has to be passed before, as before what it takes back. */
    default Guard guard() {
      return Runnable::run;
    }

    default Undo guardedBy(Guard guard) {
      Undo step = this;
      return new Undo() {
        @Override
        public Result<?> take() {
          return step.take();
        }

        @Override
        public Guard guard() {
          return guard;
        }
      };
    }
  }

  /** A change whose receipt the page that is opened next shows; once, not again on a refresh. */
  private record Arrival(FeedPosition published) {}

  private final Screen screen;
  private final ReceiptPanel receipt;
  private final Div undoing = new Div();
  private Runnable endNotice = () -> {};
  private final Div content = new Div();
  private String id = "";
  private String title;

  @SuppressWarnings("this-escape") // Vaadin components are built in their constructors
  protected DetailPage(Screen screen, Propagation propagation) {
    this.screen = screen;
    this.receipt = new ReceiptPanel(propagation);
    this.title = getTranslation(screen.titleKey());
    addClassName("page");
    content.addClassName("stack");
    undoing.setVisible(false);
    add(back(), receipt, undoing, content);
  }

  public static String path(Screen screen, String id) {
    return screen.path() + "/" + id;
  }

  /** Goes to a thing's page, with its receipt if a change was just published. */
  public static void open(Screen screen, String id, @Nullable FeedPosition published) {
    UI ui = UI.getCurrent();
    ComponentUtil.setData(ui, Arrival.class, published == null ? null : new Arrival(published));
    ui.navigate(path(screen, id));
  }

  protected abstract Result<T> load(String id);

  /** For things whose id is a UUID: any other text is of nothing that exists. */
  protected static <T> Result<T> byUuid(String id, Function<UUID, Result<T>> load) {
    try {
      return load.apply(UUID.fromString(id));
    } catch (IllegalArgumentException notAnId) {
      return Result.notFound("page", id);
    }
  }

  /** Fills the page anew; answers its title. */
  protected abstract String show(T thing, Div page);

  /**
   * What its dialogs are about, for where their own titles do not say it all: on a phone they hide
   * the page, and what they end may be another customer's.
   */
  protected boolean isNamedByItsDialogs() {
    return false;
  }

  static Optional<String> namedByItsDialogs(UI ui) {
    return ui.getInternals().getActiveRouterTargetsChain().stream()
        .filter(DetailPage.class::isInstance)
        .map(target -> (DetailPage<?>) target)
        .filter(DetailPage::isNamedByItsDialogs)
        .map(page -> page.title)
        .findFirst();
  }

  @Override
  public final void beforeEnter(BeforeEnterEvent event) {
    endUndoing();
    id = event.getRouteParameters().get(ID).orElse("");
    switch (load(id)) {
      case Result.Done<T>(T thing, var _) -> {
        fill(thing);
        showReceipt(event.getUI());
      }
      case Result.Refused<T>(Refusal.Forbidden _) ->
          event.rerouteToError(AccessDeniedException.class);
      case Result.Refused<T> _ -> event.rerouteToError(NotFoundException.class);
    }
  }

  private void showReceipt(UI ui) {
    Arrival arrival = ComponentUtil.getData(ui, Arrival.class);
    ComponentUtil.setData(ui, Arrival.class, null);
    if (arrival == null) {
      receipt.rest();
    } else {
      receipt.watch(arrival.published());
    }
  }

  @Override
  public final String getPageTitle() {
    return PageTitle.of(title);
  }

  /**
   * What every change ends with: said, shown, and its receipt watched; or the refusal told.
   *
   * @return whether its dialog is done with: it was done, or what it asked about has changed
   */
  protected final <R> boolean finished(Result<R> result, String doneKey) {
    return finished(result, doneKey, _ -> Optional.empty());
  }

  /**
   * As above, for what can be undone.
   *
   * @param undo what takes back what was done, where that is possible
   */
  protected final <R> boolean finished(
      Result<R> result, String doneKey, Function<R, Optional<Undo>> undo) {
    return switch (result) {
      case Result.Done<R>(R done, FeedPosition position) -> {
        endUndoing();
        endNotice.run();
        undo.apply(done)
            .ifPresentOrElse(
                step -> offer(getTranslation(doneKey), step),
                () -> Notices.success(getTranslation(doneKey)));
        reload();
        if (position != null) {
          receipt.watch(position);
        }
        yield true;
      }
      case Result.Refused<R>(Refusal refusal) -> {
        Notices.refused(refusal);
        if (refusal.tellsOfChange()) {
          reload();
        }
        yield refusal.tellsOfChange();
      }
    };
  }

  /** Says why nothing is asked, which the page did not know of, and shows what is so now. */
  protected final void outdated(String why) {
    Notices.failure(why);
    reload();
  }

  /** In the notice for a moment; on the page for who comes by the keyboard, or needs longer. */
  private void offer(String done, Undo step) {
    Runnable take =
        () ->
            step.guard()
                .pass(
                    () -> {
                      // where it was not, it can be tried again
                      if (finished(step.take(), "notice.undone")) {
                        endUndoing();
                        endNotice.run();
                      }
                    });
    endNotice = Notices.undoable(done, take);
    undoing.add(
        Actions.small(
            new Button(
                getTranslation("notice.undo-what", done),
                _ -> {
                  take.run();
                  Notices.giveFocusBack();
                })));
    undoing.setVisible(true);
  }

  private void endUndoing() {
    undoing.removeAll();
    undoing.setVisible(false);
  }

  /** Reads the thing again and shows it as it is now. */
  protected final void reload() {
    if (load(id) instanceof Result.Done<T>(T thing, var _)) {
      fill(thing);
    }
  }

  private void fill(T thing) {
    content.removeAll();
    title = show(thing, content);
  }

  private Anchor back() {
    var link = new Anchor(screen.path(), "← " + getTranslation(screen.titleKey()));
    link.addClassName("back");
    LeftLists.leadBack(link, screen.path());
    return link;
  }
}
