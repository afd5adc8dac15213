package com.bpmcentr.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One demo for all black-box tests of a run: it starts with the first and ends with the last. Its
 * first launcher is killed while the console starts, in a long run the next while it fills in the
 * sample data and another while it imports customers, so that the one all tests look at is one that
 * had to clear up and go on.
 */
final class SharedDemo implements ParameterResolver {
  private static final int SIGTERM = 128 + 15;

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == RunningDemo.class;
  }

  @Override
  public RunningDemo resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(SharedDemo.class))
        .computeIfAbsent("demo", key -> new Started(), Started.class)
        .demo;
  }

  private static final class Started implements AutoCloseable {
    final RunningDemo demo;

    Started() {
      try {
        Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "demo-");
        demo = RunningDemo.in(folder);
        demo.launch().killOnceItHasStarted("console");
        if (Boolean.getBoolean("soak")) {
          demo.launch().killAt("  sample data  starting");
          demo.launch().killAt("  customers    starting");
        }
        demo.start();
      } catch (Exception e) {
        throw new IllegalStateException("the demo did not start", e);
      }
    }

    @Override
    public void close() throws Exception {
      assertThat(demo.stop()).as("exit status after SIGTERM").isEqualTo(SIGTERM);
      assertThat(demo.output())
          .as("the latest part stops first, the database last")
          .endsWith(
              "  edge-2 stopped", "  edge-1 stopped", "  console stopped", "  PostgreSQL stopped");
    }
  }
}
