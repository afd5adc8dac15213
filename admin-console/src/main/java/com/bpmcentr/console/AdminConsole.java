package com.bpmcentr.console;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.page.AppShellConfigurator;
import com.vaadin.flow.component.page.ColorScheme;
import com.vaadin.flow.theme.aura.Aura;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the console: staff's screens and the admin API. */
@SpringBootApplication
@StyleSheet(Aura.STYLESHEET)
@ColorScheme(ColorScheme.Value.LIGHT_DARK)
public class AdminConsole implements AppShellConfigurator {

  public static void main(String[] arguments) {
    SpringApplication.run(AdminConsole.class, arguments);
  }
}
