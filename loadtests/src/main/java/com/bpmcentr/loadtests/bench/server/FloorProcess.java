package com.bpmcentr.loadtests.bench.server;

import com.bpmcentr.loadtests.bench.floor.FloorServer;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The floor, on the edge's own jar and with the edge's own arguments. */
public final class FloorProcess implements MeasuredServer {
  private static final Pattern LISTENING = Pattern.compile("answers on 127\\.0\\.0\\.1:(\\d+)");
  private static final int READY_SECONDS = 60;

  private final BenchProcess process;
  private final int port;

  private FloorProcess(BenchProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts it, and waits until it listens. */
  public static FloorProcess start(Project project, OptionalInt core) throws IOException {
    BenchProcess process =
        BenchProcess.start(
            "floor",
            project,
            core,
            List.of(
                project.java(),
                "@" + project.edgeArguments(),
                // the cache fits the edge's main class only
                "-XX:AOTMode=off",
                "-cp",
                project.edgeJar() + ":" + project.ownClasses(),
                FloorServer.class.getName()),
            Map.of(),
            project.benchFolder().resolve("floor.log"));
    return new FloorProcess(process, process.awaitPort(READY_SECONDS, LISTENING));
  }

  /** It gives the answer in this file from now on; before it has none. */
  public void answerWith(Path answer) throws IOException {
    int before = count(answer);
    BufferedWriter input = process.input();
    input.write(answer + "\n");
    input.flush();
    process.awaitReady(READY_SECONDS, () -> count(answer) > before);
  }

  private int count(Path answer) throws IOException {
    Matcher said =
        Pattern.compile(Pattern.quote("answers with " + answer)).matcher(process.output());
    return (int) said.results().count();
  }

  @Override
  public BenchProcess process() {
    return process;
  }

  @Override
  public int port() {
    return port;
  }
}
