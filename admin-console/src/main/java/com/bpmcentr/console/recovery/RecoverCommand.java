package com.bpmcentr.console.recovery;

import com.bpmcentr.console.config.CommandOptions;
import com.bpmcentr.console.config.ConfigurationException;
import com.bpmcentr.console.config.ConsoleStartException;
import com.bpmcentr.console.publishing.PublishingRefusedException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * {@code recover --snapshots FOLDER [--accept-loss yes]}: brings back from edges' folders what a
 * database that was set back lacks, and begins a new epoch. No console may run meanwhile; one that
 * does is found out, and nothing is changed.
 */
public final class RecoverCommand {

  public static final String SNAPSHOTS = "--snapshots";
  public static final String ACCEPT_LOSS = "--accept-loss";

  private RecoverCommand() {}

  /**
   * Recovers, and says what was done.
   *
   * @throws ConfigurationException when an option is wrong
   * @throws ConsoleStartException when nothing was changed, and why
   */
  public static void run(Recovery recovery, CommandOptions options, PrintStream report) {
    Path folder = options.path(SNAPSHOTS);
    if (!Files.isDirectory(folder)) {
      throw new ConfigurationException(SNAPSHOTS + " is not a folder: " + folder);
    }
    String accept = options.optionalText(ACCEPT_LOSS);
    if (accept != null && !accept.equals("yes")) {
      throw new ConfigurationException(ACCEPT_LOSS + " can only be yes");
    }
    try {
      Recovery.Outcome outcome = recovery.run(folder, accept != null);
      outcome.damaged().forEach(file -> report.println("damaged, read up to there: " + file));
      outcome.restored().forEach(subject -> report.println("restored: " + subject));
      report.printf(
          "recovered: %d files of edges read, %d documents refused, %d subjects restored, %d"
              + " issued again; the feed is at %s%n",
          outcome.files(),
          outcome.refused(),
          outcome.restored().size(),
          outcome.reissued(),
          outcome.position());
    } catch (IOException e) {
      throw new ConsoleStartException(
          SNAPSHOTS + ": " + folder + " cannot be read: " + e.getMessage(), e);
    } catch (PublishingRefusedException e) {
      throw new ConsoleStartException("nothing was changed: " + e.getMessage(), e);
    } catch (DataAccessException | TransactionException e) {
      throw new ConsoleStartException(PgFailure.inOneLine(e), e);
    }
  }
}
