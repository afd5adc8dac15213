package com.bpmcentr.loadtests.bench.http;

import com.bpmcentr.loadtests.bench.server.EdgeProcess;
import com.bpmcentr.loadtests.bench.server.FloorProcess;
import com.bpmcentr.loadtests.bench.server.MeasuredServer;
import com.bpmcentr.loadtests.bench.server.Project;
import com.bpmcentr.loadtests.bench.server.ReferenceProcess;
import com.bpmcentr.loadtests.bench.set.SignedSet;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;

/** All that are measured, on one set and on one processor. */
final class Servers implements AutoCloseable {
  private final FloorProcess floor;
  private final EdgeProcess edge;
  private final Map<ServerKind, MeasuredServer> all = new EnumMap<>(ServerKind.class);

  private Servers(FloorProcess floor, EdgeProcess edge) {
    this.floor = floor;
    this.edge = edge;
    all.put(ServerKind.FLOOR, floor);
    all.put(ServerKind.EDGE, edge);
  }

  /** Starts them one after the other; what was started is stopped at the end in any case. */
  static Servers start(Project project, HttpOptions options, SignedSet set) throws IOException {
    OptionalInt core = OptionalInt.of(options.serverCore());
    Servers servers =
        new Servers(FloorProcess.start(project, core), EdgeProcess.start(project, set, core));
    if (options.reference()) {
      servers.all.put(ServerKind.REFERENCE, ReferenceProcess.start(project, set, core));
    }
    return servers;
  }

  FloorProcess floor() {
    return floor;
  }

  EdgeProcess edge() {
    return edge;
  }

  Set<ServerKind> kinds() {
    return all.keySet();
  }

  MeasuredServer get(ServerKind kind) {
    return Objects.requireNonNull(all.get(kind));
  }

  @Override
  public void close() {
    all.values().forEach(MeasuredServer::close);
  }
}
