package com.bpmcentr.license;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The format as it is written now is the format as it is kept. */
class GoldenFilesTest {

  private static final Set<String> BY_HAND =
      Set.of("README.md", "decisions.json", "outcomes.json", "peppers.json");

  private static final Map<String, byte[]> MADE = GoldenFiles.all();

  @ParameterizedTest
  @MethodSource("madeFiles")
  void goldenFile_madeAnew_hasTheSameBytes(String path) throws IOException {
    assertThat(GoldenFiles.read(path)).isEqualTo(MADE.get(path));
  }

  @Test
  void goldenFolder_holdsNothingElse() throws IOException, URISyntaxException {
    Path folder = Path.of(GoldenFilesTest.class.getResource("/golden").toURI());
    Set<String> expected = new TreeSet<>(MADE.keySet());
    expected.addAll(BY_HAND);
    try (Stream<Path> files = Files.walk(folder)) {
      Set<String> there =
          files
              .filter(Files::isRegularFile)
              .map(file -> folder.relativize(file).toString().replace('\\', '/'))
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(there).isEqualTo(expected);
    }
  }

  static Set<String> madeFiles() {
    return MADE.keySet();
  }
}
