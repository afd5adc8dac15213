package com.bpmcentr.loadtests.bench.set;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.demo.postgres.TestDatabases;
import com.bpmcentr.loadtests.bench.server.EdgeProcess;
import com.bpmcentr.loadtests.bench.server.Project;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real edge believes the generated set, and answers what the set's files say. */
@Timeout(120)
class SetGeneratorIT {
  private static final int CUSTOMERS = 100;

  @TempDir Path temporary;

  @Test
  void generate_anEdgeStartedOnIt_answersWhatTheFilesSay() throws Exception {
    Path projectFolder = TestDatabases.projectFolder();
    Path folder = temporary.resolve("set");
    SetGenerator.generate(projectFolder, folder, CUSTOMERS);
    assertThat(SignedSet.isThere(projectFolder, folder)).isTrue();

    Project project = new Project(projectFolder, System.getProperty("java.class.path"));
    try (SignedSet set = SignedSet.open(projectFolder, folder);
        EdgeProcess edge = EdgeProcess.start(project, set, OptionalInt.empty());
        HttpClient client = HttpClient.newHttpClient()) {
      List<String> valid = Files.readAllLines(set.files().keys());
      assertThat(valid).hasSize(1 + CUSTOMERS).startsWith("key,connector,account");
      for (String row : valid.subList(1, valid.size())) {
        assertThat(answer(client, edge, row.split(",", -1))).contains("\"code\":\"VALID\"");
      }
      List<String> denied = Files.readAllLines(set.files().denied());
      assertThat(denied).hasSize(1 + CUSTOMERS / 10).startsWith("key,connector,account,code");
      for (String row : denied.subList(1, denied.size())) {
        String[] cells = row.split(",", -1);
        assertThat(answer(client, edge, cells)).contains("\"code\":\"" + cells[3] + "\"");
      }
    }
  }

  private static String answer(HttpClient client, EdgeProcess edge, String[] cells)
      throws Exception {
    URI uri =
        URI.create(
            "http://127.0.0.1:%d/v1/verify?connector=%s&account=%s"
                .formatted(edge.port(), cells[1], cells[2]));
    HttpRequest request =
        HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + cells[0]).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }
}
