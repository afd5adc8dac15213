package com.bpmcentr.console.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The administrator may read everything, so what cannot be read is told to the search itself. */
class EdgeFilesTest {

  private final EdgeFiles.Search search = new EdgeFiles.Search();

  @Test
  void search_fileSystemsOwnFolder_isPassedOver() throws IOException {
    Path own = Path.of("volume", "lost+found");

    assertThat(search.visitFileFailed(own, new AccessDeniedException(own.toString())))
        .isEqualTo(FileVisitResult.CONTINUE);
  }

  @Test
  void search_anotherFolderThatCannotBeRead_endsIt() {
    Path edges = Path.of("volume", "edge-2");

    assertThatThrownBy(
            () -> search.visitFileFailed(edges, new AccessDeniedException(edges.toString())))
        .isInstanceOf(AccessDeniedException.class);
  }
}
