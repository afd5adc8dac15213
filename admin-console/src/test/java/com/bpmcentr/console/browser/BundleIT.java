package com.bpmcentr.console.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The front end that is delivered: Vaadin's ready-made bundle without its commercial parts. */
class BundleIT {

  private static final String INDEX = "/META-INF/VAADIN/webapp/index.html";
  private static final List<String> COMMERCIAL =
      List.of("vaadin-chart", "vaadin-map", "vaadin-spreadsheet");

  @Test
  void bundle_asDelivered_hasNoCommercialChunk() throws IOException, URISyntaxException {
    URL index = Objects.requireNonNull(BundleIT.class.getResource(INDEX), "no bundle was built");
    Path scripts = Path.of(index.toURI()).resolveSibling("VAADIN").resolve("build");
    try (Stream<Path> files = Files.list(scripts)) {
      assertThat(files.filter(BundleIT::isCommercial)).isEmpty();
    }
  }

  private static boolean isCommercial(Path script) {
    String name = script.getFileName().toString();
    if (COMMERCIAL.stream().anyMatch(name::startsWith)) {
      return true;
    }
    return name.startsWith("chunk-") && name.endsWith(".js") && mentionsCommercial(script);
  }

  private static boolean mentionsCommercial(Path chunk) {
    try {
      String script = Files.readString(chunk);
      return COMMERCIAL.stream().anyMatch(script::contains);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
