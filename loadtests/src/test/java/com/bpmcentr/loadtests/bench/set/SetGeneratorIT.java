package com.bpmcentr.loadtests.bench.set;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.loadtests.bench.server.EdgeProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A real edge believes the generated set, and answers what the set's files say. */
@ExtendWith(SharedSet.class)
@Timeout(120)
class SetGeneratorIT {
  private final SignedSet set;
  private final EdgeProcess edge;

  SetGeneratorIT(SharedSet.Started started) {
    this.set = started.set();
    this.edge = started.edge();
  }

  @Test
  void generate_anEdgeStartedOnIt_answersWhatTheFilesSay() throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      List<String> valid = Files.readAllLines(set.files().keys());
      assertThat(valid).hasSize(1 + SharedSet.CUSTOMERS).startsWith("key,connector,account");
      for (String row : valid.subList(1, valid.size())) {
        assertThat(answer(client, row.split(",", -1))).contains("\"code\":\"VALID\"");
      }
      List<String> denied = Files.readAllLines(set.files().denied());
      assertThat(denied)
          .hasSize(1 + SharedSet.CUSTOMERS / 10)
          .startsWith("key,connector,account,code");
      for (String row : denied.subList(1, denied.size())) {
        String[] cells = row.split(",", -1);
        assertThat(answer(client, cells)).contains("\"code\":\"" + cells[3] + "\"");
      }
    }
  }

  private String answer(HttpClient client, String[] cells) throws Exception {
    URI uri =
        URI.create(
            "http://127.0.0.1:%d/v1/verify?connector=%s&account=%s"
                .formatted(edge.port(), cells[1], cells[2]));
    HttpRequest request =
        HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + cells[0]).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }
}
