package com.bpmcentr.console.explain.ui;

import com.bpmcentr.console.apikey.ApiKeyService;
import com.bpmcentr.console.explain.ExplainService;
import com.bpmcentr.console.explain.Explanation;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.secret.PastedKeyQuery;
import com.bpmcentr.console.shell.ConnectorNames;
import com.bpmcentr.console.shell.PageTitle;
import com.bpmcentr.console.shell.Screen;
import com.bpmcentr.console.shell.Viewer;
import com.bpmcentr.console.shell.detail.PageHead;
import com.bpmcentr.console.shell.detail.Panel;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Why a check is answered as it is: for whoever has the customer on the phone. */
@Route("explain")
@PermitAll
final class ExplainPage extends Main implements AfterNavigationObserver, HasDynamicTitle {

  private final ExplainService explain;
  private final Viewer viewer;
  private final ExplainForm form;
  private final Div told = new Div();

  ExplainPage(
      ExplainService explain,
      ApiKeyService keys,
      PastedKeyQuery pasted,
      ConnectorNames connectors,
      Viewer viewer) {
    this.explain = explain;
    this.viewer = viewer;
    this.form =
        new ExplainForm(
            keys, text -> pasted.find(text).isPresent(), connectors, viewer, viewer.zone());
    addClassName("page");
    told.addClassName("stack");
    told.getElement().setAttribute("aria-live", "polite");
    var run =
        new Button(
            getTranslation("explain.run"),
            event -> {
              if (explain()) {
                remember();
              }
            });
    run.addThemeVariants(ButtonVariant.PRIMARY);
    // not where Enter picks from a list; what was typed last is sent before
    run.addClickShortcut(Key.ENTER).listenOn(form.lines()).resetFocusOnActiveElement();
    form.addClassName("stack");
    add(
        new PageHead(getTranslation(Screen.EXPLAIN.titleKey()))
            .below(new Span(getTranslation("explain.intro"))),
        new Panel(getTranslation("explain.asked"), form).action(run),
        told);
  }

  @Override
  public String getPageTitle() {
    return PageTitle.of(getTranslation(Screen.EXPLAIN.titleKey()));
  }

  @Override
  public void afterNavigation(AfterNavigationEvent event) {
    Map<String, String> asked = new HashMap<>();
    event
        .getLocation()
        .getQueryParameters()
        .getParameters()
        .forEach((name, values) -> asked.put(name, values.getFirst()));
    told.removeAll();
    if (form.fill(asked)) {
      var _ = explain();
    }
  }

  /** Whether there is an answer now. */
  private boolean explain() {
    told.removeAll();
    return form.fields()
        .finished(
            answer(),
            done -> {
              Explanation explanation = done.value();
              form.show(explanation.apiKey());
              told.add(new Told(explanation, viewer.formats(getLocale())));
            });
  }

  private Result<Explanation> answer() {
    Optional<Refusal.Invalid> problem = form.problem();
    return problem.isPresent()
        ? Result.refused(problem.get())
        : explain.explain(viewer.actor(), form.take());
  }

  /** The URL says what is shown, so that it can be passed on; of the secrets it says nothing. */
  private void remember() {
    UI.getCurrent()
        .getPage()
        .getHistory()
        .replaceState(null, new Location(Screen.EXPLAIN.path(), new QueryParameters(form.link())));
  }
}
