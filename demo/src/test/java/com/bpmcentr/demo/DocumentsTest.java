package com.bpmcentr.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documents name is there. */
class DocumentsTest {
  private static final Path PROJECT = RunningDemo.projectFolder();
  private static final Set<String> GENERATED = Set.of("target", ".demo", ".git", "node_modules");

  private static final String CONSOLE = "admin-console/src/main/java/com/bpmcentr/console";

  private static final Pattern LINK = Pattern.compile("]\\(([^)#]+)(?:#[^)]*)?\\)");
  private static final Pattern ANCHOR = Pattern.compile("]\\(([^)#:]*#[^)]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
  private static final Pattern FILE_IN_CODE =
      Pattern.compile("`([\\w./-]+\\.(?:java|sql|json|xml|css|js|properties|md|yaml))`");
  private static final Pattern CLASS_IN_CODE =
      Pattern.compile("`([A-Z][A-Za-z0-9]+(?:Test|IT|Properties))(?:\\.\\w+)?`");

  private static final Pattern VARIABLE = Pattern.compile("\"((?:EDGE|CONSOLE)_[A-Z_]+)\"");

  private static final Set<String> PATHS = pathsOfAllFiles();

  @ParameterizedTest
  @MethodSource("documents")
  void links_ofEachDocument_leadSomewhere(Path document) throws IOException {
    Path folder = document.resolveSibling("");
    assertThat(found(LINK, document).filter(target -> !target.contains("://")))
        .allSatisfy(target -> assertThat(folder.resolve(target).normalize()).exists());
  }

  @ParameterizedTest
  @MethodSource("documents")
  void anchors_ofEachDocument_areHeadings(Path document) throws IOException {
    for (String target : found(ANCHOR, document).toList()) {
      String file = target.substring(0, target.indexOf('#'));
      Path page = file.isEmpty() ? document : document.resolveSibling(file).normalize();
      assertThat(found(HEADING, page).map(DocumentsTest::anchor))
          .as(target)
          .contains(target.substring(file.length() + 1));
    }
  }

  /** As GitHub makes it of a heading. */
  private static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
  }

  @ParameterizedTest
  @MethodSource("documents")
  void files_namedInEachDocument_exist(Path document) throws IOException {
    assertThat(found(FILE_IN_CODE, document).filter(name -> !isMadeWhenRun(name)))
        .allSatisfy(name -> assertThat(PATHS).anyMatch(path -> ("/" + path).endsWith("/" + name)));
  }

  @ParameterizedTest
  @MethodSource("documents")
  void tests_namedInEachDocument_exist(Path document) throws IOException {
    assertThat(found(CLASS_IN_CODE, document))
        .allSatisfy(
            name -> assertThat(PATHS).anyMatch(path -> path.endsWith("/" + name + ".java")));
  }

  @ParameterizedTest
  @MethodSource("decisions")
  void enforcedBy_ofEachDecision_namesATest(Path decision) throws IOException {
    String text = Files.readString(decision);
    assertThat(text).contains("Enforced by");
    assertThat(CLASS_IN_CODE.matcher(text.substring(text.indexOf("Enforced by"))).find())
        .as("a test after \"Enforced by\"")
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "license-edge/src/main/java/com/bpmcentr/edge/EdgeConfig.java",
        "admin-console/src/main/java/com/bpmcentr/console/config/ConsoleConfig.java"
      })
  void operationsGuide_anyVariableAProgramReads_isInIt(String config) throws IOException {
    assertThat(found(VARIABLE, PROJECT.resolve(config)))
        .isNotEmpty()
        .allSatisfy(name -> assertThat(operationsGuide()).contains("`" + name + "`"));
  }

  @Test
  void architecture_anyPackageOfTheConsole_isInItsTable() throws IOException {
    List<String> rows =
        Files.readAllLines(PROJECT.resolve("ARCHITECTURE.md")).stream()
            .filter(line -> line.startsWith("| `"))
            .map(line -> line.substring(0, line.indexOf(" |")))
            .toList();
    try (Stream<Path> packages = Files.list(PROJECT.resolve(CONSOLE)).filter(Files::isDirectory)) {
      assertThat(packages.map(each -> "`" + each.getFileName() + "`"))
          .isNotEmpty()
          .allSatisfy(name -> assertThat(rows).filteredOn(row -> row.contains(name)).hasSize(1));
    }
  }

  @Test
  void documents_all_nameNoPlaceOutsideTheProject() throws IOException {
    for (Path document : documents().toList()) {
      assertThat(Files.readString(document)).doesNotContain("/tmp/", "/home/");
    }
  }

  static Stream<Path> documents() throws IOException {
    List<Path> documents = new ArrayList<>();
    for (String name : List.of("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md")) {
      documents.add(PROJECT.resolve(name));
    }
    try (Stream<Path> pages = Files.walk(PROJECT.resolve("docs"))) {
      pages.filter(page -> page.toString().endsWith(".md")).sorted().forEach(documents::add);
    }
    return documents.stream();
  }

  static Stream<Path> decisions() throws IOException {
    return documents()
        .filter(page -> page.toString().contains("/docs/decisions/"))
        .filter(page -> !page.endsWith("README.md"));
  }

  private static String operationsGuide() throws IOException {
    return Files.readString(PROJECT.resolve("docs/operations.md"));
  }

  /** Such as the files of keys that the operator makes. */
  private static boolean isMadeWhenRun(String name) {
    return Set.of("keyring.json", "peppers.json").contains(name) || name.startsWith(".demo/");
  }

  private static Stream<String> found(Pattern pattern, Path document) throws IOException {
    return pattern
        .matcher(Files.readString(document))
        .results()
        .map((MatchResult match) -> match.group(1));
  }

  private static Set<String> pathsOfAllFiles() {
    Set<String> paths = new HashSet<>();
    try {
      Files.walkFileTree(
          PROJECT,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              return GENERATED.contains(String.valueOf(folder.getFileName()))
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              paths.add(PROJECT.relativize(file).toString());
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return paths;
  }
}
