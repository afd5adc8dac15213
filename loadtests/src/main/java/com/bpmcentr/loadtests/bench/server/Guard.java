package com.bpmcentr.loadtests.bench.server;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Ends what the benchmark has started when the benchmark was killed and cannot: a shell that waits
 * for the end of its input, which is the end of this program.
 */
final class Guard {
  /** A signal to the whole terminal is not for it: this program stops its parts in their order. */
  private static final String SCRIPT =
      """
      trap '' INT TERM HUP
      pids=' '
      while read -r what pid; do
        case $what in
          started) pids="$pids$pid " ;;
          ended) pids="${pids%%" $pid "*} ${pids#*" $pid "}" ;;
        esac
      done
      [ -z "${pids#"${pids%%[! ]*}"}" ] || kill -TERM $pids
      """;

  private final BufferedWriter input;

  private Guard(BufferedWriter input) {
    this.input = input;
  }

  static Guard start() throws IOException {
    return new Guard(
        new ProcessBuilder("sh", "-c", SCRIPT)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start()
            .outputWriter());
  }

  /** Until it ends, this process is ended with this program. */
  void watch(ProcessHandle process) throws IOException {
    tell("started " + process.pid());
    var _ =
        process
            .onExit()
            .thenAccept(
                ended -> {
                  try {
                    tell("ended " + ended.pid());
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  }
                });
  }

  private synchronized void tell(String line) throws IOException {
    input.write(line + "\n");
    input.flush();
  }
}
