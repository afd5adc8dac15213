package com.bpmcentr.demo;

import com.bpmcentr.demo.postgres.DatabaseStartException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/**
 * {@code ./mvnw -Pdemo}: PostgreSQL, the console and the edges as processes of their own, until a
 * signal comes or one of them ends. The only argument is the project's folder.
 */
public final class Demo {
  private static final int FAILED = 1;

  /** A Ctrl-C reaches the programs at the same moment as this one: they may end first. */
  private static final long SIGNAL_GRACE_MILLIS = 500;

  private Demo() {}

  public static void main(String[] arguments) {
    Progress progress = new Progress(System.out, System::nanoTime);
    Path projectFolder = Path.of(arguments.length > 0 ? arguments[0] : "").toAbsolutePath();
    RunningParts parts = new RunningParts();
    String failure = run(projectFolder.normalize(), parts, progress);
    if (!endedBySignal(parts)) {
      progress.say("demo: " + failure);
      parts.stop(_ -> {}, progress::say);
    }
    // After a signal the shutdown hook is at work, and this waits for it.
    System.exit(FAILED);
  }

  /** Returns only when something has gone wrong: what, in one line. */
  private static String run(Path projectFolder, RunningParts parts, Progress progress) {
    try {
      DemoSettings settings =
          DemoSettings.read(projectFolder, System.getenv(), System.getProperties());
      DemoFolder folder = DemoFolder.open(settings.folder());
      folder.lock();
      Duration ahead = DemoClock.moved(folder, settings.clock());
      InstantSource clock = () -> InstantSource.system().instant().plus(ahead);
      DemoRun run = new DemoRun(settings, folder, parts, progress, ahead, SampleData.read(clock));
      Thread hook = new Thread(() -> stop(run, parts, progress), "demo-stop");
      Runtime.getRuntime().addShutdownHook(hook);
      progress.say("BPM Centr license system, demo in " + folder.root());
      run.start();
      return run.awaitUnexpectedEnd() + "; stopping the others";
    } catch (DemoRefusal | DatabaseStartException e) {
      return String.valueOf(e.getMessage());
    } catch (IOException | RuntimeException e) {
      // Nothing that was foreseen: its kind may say more than its message.
      return e.getClass().getSimpleName() + ": " + e.getMessage();
    }
  }

  private static void stop(DemoRun run, RunningParts parts, Progress progress) {
    parts.stop(line -> progress.say("  " + line), progress::say);
    try {
      run.leaveFolder();
    } catch (IOException e) {
      progress.say("demo: " + e.getMessage());
    }
  }

  private static boolean endedBySignal(RunningParts parts) {
    try {
      return parts.stopping().await(SIGNAL_GRACE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
