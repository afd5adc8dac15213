package com.bpmcentr.loadtests.bench.set;

import com.bpmcentr.demo.postgres.TestDatabases;
import com.bpmcentr.loadtests.bench.server.EdgeProcess;
import com.bpmcentr.loadtests.bench.server.Project;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One generated set of a hundred customers, and an edge on it, for all tests of a run. */
public final class SharedSet implements ParameterResolver {
  public static final int CUSTOMERS = 100;

  /** The set, and the edge that has it. */
  public record Started(SignedSet set, EdgeProcess edge) implements AutoCloseable {
    private static Started begin() {
      try {
        Path root = TestDatabases.projectFolder();
        Project project = new Project(root, System.getProperty("java.class.path"));
        SetGenerator.generate(root, SignedSet.folderOf(root, CUSTOMERS), CUSTOMERS);
        SignedSet set = SignedSet.openOrMake(project, CUSTOMERS);
        return new Started(set, EdgeProcess.start(project, set, OptionalInt.empty()));
      } catch (Exception e) {
        throw new IllegalStateException("no edge on a generated set", e);
      }
    }

    @Override
    public void close() throws IOException {
      edge.process().close();
      set.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Started.class;
  }

  @Override
  public Started resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(SharedSet.class))
        .computeIfAbsent("set", key -> Started.begin(), Started.class);
  }
}
