package com.bpmcentr.console;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the console: staff's screens and the admin API. */
@SpringBootApplication
public class AdminConsole {

  public static void main(String[] arguments) {
    SpringApplication.run(AdminConsole.class, arguments);
  }
}
