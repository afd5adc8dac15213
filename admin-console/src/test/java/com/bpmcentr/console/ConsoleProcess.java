package com.bpmcentr.console;

import com.bpmcentr.demo.postgres.TestDatabases;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The console's program, running by itself as operators run it; to be killed. */
public final class ConsoleProcess implements AutoCloseable {

  private final Process process;
  private final Map<String, String> environment;
  private final int port;
  private final String said;

  private ConsoleProcess(Process process, Map<String, String> environment, int port, String said) {
    this.process = process;
    this.environment = environment;
    this.port = port;
    this.said = said;
  }

  /** Starts one on a port that is free now, and waits until it answers. */
  public static ConsoleProcess start(Map<String, String> environment) {
    return start(environment, freePort());
  }

  /** Another one in the place of one that is gone. */
  public ConsoleProcess startAgain() {
    return start(environment, port);
  }

  private static ConsoleProcess start(Map<String, String> environment, int port) {
    Path jar = TestDatabases.projectFolder().resolve("admin-console/target/admin-console.jar");
    if (!Files.exists(jar)) {
      throw new IllegalStateException(jar + " is missing: package the console first");
    }
    var builder =
        new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-jar",
            jar.toString());
    builder.environment().keySet().removeIf(name -> name.startsWith("CONSOLE_"));
    // Java would write it down among the lines of the log.
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().putAll(environment);
    builder.environment().put("CONSOLE_PORT", Integer.toString(port));
    builder.redirectErrorStream(true);
    try {
      Process process = builder.start();
      return new ConsoleProcess(process, environment, port, awaitStarted(process));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The settings of a second console beside this one: the same but for its own folder. */
  public static Map<String, String> beside(Map<String, String> environment) {
    Map<String, String> second = new HashMap<>(environment);
    try {
      Path folder = Path.of(environment.get("CONSOLE_STATE_DIR"));
      second.put("CONSOLE_STATE_DIR", Files.createTempDirectory(folder, "second").toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return second;
  }

  public int port() {
    return port;
  }

  /** What it wrote until it had started. */
  public String said() {
    return said;
  }

  /** As {@code kill -9} does it; gone when this returns. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** The rest of its output is read away, so that it never waits for a reader. */
  private static String awaitStarted(Process process) throws IOException {
    BufferedReader output = process.inputReader();
    StringBuilder seen = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      seen.append(line).append('\n');
      if (line.contains("Started AdminConsole")) {
        OutputDrain.of(output);
        return seen.toString();
      }
    }
    throw new IllegalStateException("the console did not start:\n" + seen);
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    kill();
  }
}
