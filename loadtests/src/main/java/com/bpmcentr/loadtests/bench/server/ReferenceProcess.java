package com.bpmcentr.loadtests.bench.server;

import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.loadtests.bench.set.SignedSet;
import com.bpmcentr.loadtests.reference.ReferenceServer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** The reference, on the set's business tables. PostgreSQL itself runs on any processor. */
public final class ReferenceProcess implements MeasuredServer {
  private static final Pattern LISTENING = Pattern.compile("answers on 127\\.0\\.0\\.1:(\\d+)");
  private static final int READY_SECONDS = 120;

  private final BenchProcess process;
  private final int port;

  private ReferenceProcess(BenchProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts it on the set and waits until it listens. */
  public static ReferenceProcess start(Project project, SignedSet set, OptionalInt core)
      throws IOException {
    BenchProcess process =
        BenchProcess.start(
            "reference",
            project,
            core,
            List.of(
                project.java(),
                "-Xmx768m",
                "-XX:+UseG1GC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                project.classPath(),
                ReferenceServer.class.getName()),
            Map.of(
                "SPRING_DATASOURCE_URL", set.database().jdbcUrl(),
                "SPRING_DATASOURCE_USERNAME", DatabaseRole.CONSOLE.roleName(),
                "SPRING_DATASOURCE_PASSWORD", set.database().password(DatabaseRole.CONSOLE),
                "REFERENCE_PEPPERS", set.files().peppers().toString()),
            project.benchFolder().resolve("reference.log"));
    return new ReferenceProcess(process, process.awaitPort(READY_SECONDS, LISTENING));
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
