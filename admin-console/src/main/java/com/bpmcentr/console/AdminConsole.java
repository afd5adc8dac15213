package com.bpmcentr.console;

import com.bpmcentr.console.config.CommandOptions;
import com.bpmcentr.console.config.ConfigurationException;
import com.bpmcentr.console.config.ConsoleConfig;
import com.bpmcentr.console.config.ConsoleStartException;
import com.bpmcentr.console.publishing.CreatePeppers;
import com.bpmcentr.console.publishing.CreateSigningKey;
import com.bpmcentr.console.publishing.SigningKey;
import com.bpmcentr.console.recovery.RecoverCommand;
import com.bpmcentr.console.recovery.Recovery;
import com.bpmcentr.license.Keyring;
import com.bpmcentr.license.Peppers;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * The console: staff's screens and the admin API; with a command, a tool for its key files.
 *
 * <p>Exit status 2: the configuration or the command line is wrong. 1: it is right, but the console
 * cannot start.
 */
@SpringBootApplication
public class AdminConsole {

  private static final int CANNOT_START = 1;
  private static final int MISCONFIGURED = 2;

  /** The argument that says that this is no system which anybody relies on. */
  private static final String FOR_TESTS = "--for-tests";

  public static void main(String[] arguments) {
    int status = run(List.of(arguments), System.getenv(), System.err);
    // With status 0 the server's threads go on, or a command has done its work.
    if (status != 0) {
      System.exit(status);
    }
  }

  /** Runs what the arguments name; what is wrong goes to {@code complaints} as one line. */
  static int run(List<String> given, Map<String, String> environment, PrintStream complaints) {
    boolean forTests = given.contains(FOR_TESTS);
    List<String> arguments = given.stream().filter(each -> !each.equals(FOR_TESTS)).toList();
    try {
      switch (arguments.isEmpty() ? "" : arguments.getFirst()) {
        case "" -> start(config(environment, forTests));
        case "create-signing-key" ->
            CreateSigningKey.run(
                CommandOptions.parse(arguments, "--key", "--keyring", "--id"),
                environment.get(ConsoleConfig.SIGNING_KEY_PASSPHRASE));
        case "create-peppers" -> CreatePeppers.run(CommandOptions.parse(arguments, "--file"));
        case "recover" ->
            recover(
                CommandOptions.parse(
                    arguments,
                    List.of(RecoverCommand.SNAPSHOTS),
                    List.of(RecoverCommand.ACCEPT_LOSS)),
                config(environment, forTests),
                complaints);
        default ->
            throw new ConfigurationException(
                "unknown command "
                    + arguments.getFirst()
                    + "; there are create-signing-key, create-peppers and recover");
      }
      return 0;
    } catch (ConfigurationException e) {
      complaints.println("admin-console: " + e.getMessage());
      return MISCONFIGURED;
    } catch (ConsoleStartException e) {
      complaints.println("admin-console: " + e.getMessage());
      return CANNOT_START;
    }
  }

  /** Not for the environment alone, which is copied from one machine to another. */
  private static ConsoleConfig config(Map<String, String> environment, boolean forTests) {
    ConsoleConfig config = ConsoleConfig.read(environment);
    if (!config.clockOffset().isZero() && !forTests) {
      throw ConfigurationException.of(
          "CONSOLE_CLOCK_OFFSET", "is for tests: start the console with " + FOR_TESTS);
    }
    return config;
  }

  /**
   * Starts screens and API.
   *
   * @throws ConfigurationException when a file that the configuration names is not what it must be
   * @throws ConsoleStartException when the database cannot be reached or is of another version
   */
  public static ConfigurableApplicationContext start(ConsoleConfig config) {
    ConsoleFiles files = ConsoleFiles.read(config);
    DatabaseSchema.prepare(config);
    SpringApplication application = new SpringApplication(AdminConsole.class);
    application.addInitializers(
        context -> configure((GenericApplicationContext) context, config, files));
    return application.run();
  }

  /** Does the work of the command and ends. */
  private static void recover(CommandOptions options, ConsoleConfig config, PrintStream report) {
    ConsoleFiles files = ConsoleFiles.read(config);
    DatabaseSchema.prepare(config);
    SpringApplication application = new SpringApplication(RecoveryParts.class);
    application.setWebApplicationType(WebApplicationType.NONE);
    application.addInitializers(
        context -> configure((GenericApplicationContext) context, config, files));
    try (ConfigurableApplicationContext context = application.run()) {
      RecoverCommand.run(context.getBean(Recovery.class), options, report);
    }
  }

  /** Gives a context what was read outside it; tests do so too. */
  static void configure(
      GenericApplicationContext context, ConsoleConfig config, ConsoleFiles files) {
    context
        .getEnvironment()
        .getPropertySources()
        .addFirst(
            new MapPropertySource(
                "console",
                Map.of(
                    "server.address", config.host(),
                    "server.port", config.port(),
                    "server.servlet.session.cookie.secure", config.isPublicByTls(),
                    // Migrated above, in the owner's name.
                    "spring.flyway.enabled", false)));
    context.registerBean(ConsoleConfig.class, () -> config);
    context.registerBean(Keyring.class, files::keyring);
    context.registerBean(Peppers.class, files::peppers);
    context.registerBean(SigningKey.class, files::signingKey);
  }
}
