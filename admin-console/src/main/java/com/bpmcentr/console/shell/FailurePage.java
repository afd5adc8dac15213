package com.bpmcentr.console.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.ParentLayout;
import jakarta.annotation.security.PermitAll;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

@ParentLayout(MainLayout.class)
@PermitAll
final class FailurePage extends ErrorPage implements HasErrorParameter<Exception> {

  private static final Logger log = LoggerFactory.getLogger(FailurePage.class);

  FailurePage() {
    super(HttpServletResponse.SC_INTERNAL_SERVER_ERROR, VaadinIcon.WARNING, "error.failed");
    offer(new Button(getTranslation("list.retry"), event -> UI.getCurrent().getPage().reload()));
  }

  @Override
  public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<Exception> error) {
    log.error(
        "The screen {} could not be shown", event.getLocation().getPath(), error.getException());
    return status();
  }
}
