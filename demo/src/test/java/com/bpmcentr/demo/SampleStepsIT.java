package com.bpmcentr.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleStepsIT {
  @TempDir Path folder;

  private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
  private final Deque<String> answers = new ArrayDeque<>();
  private HttpServer console;

  @BeforeEach
  void startConsole() throws Exception {
    console = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    console.createContext(
        "/",
        exchange -> {
          String idempotencyKey = exchange.getRequestHeaders().getFirst("Idempotency-Key");
          calls.add(
              exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + idempotencyKey);
          String[] answer = answers.removeFirst().split(" ", 2);
          byte[] body = answer[1].getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(Integer.parseInt(answer[0]), body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    console.start();
  }

  @AfterEach
  void stopConsole() {
    console.stop(0);
  }

  @Test
  void create_doneByAnEarlierRun_isNotSentAgain() throws Exception {
    answers.add("201 {\"id\":\"c-1\"}");
    steps().create("first", "/customers", Map.of("name", "Олена"));

    assertThat(steps().create("first", "/customers", Map.of("name", "Олена"))).isEqualTo("c-1");

    assertThat(calls).containsExactly("POST /api/v1/customers sample-data/first");
  }

  @Test
  void createKey_shownToARunThatDied_isReplacedByAnother() throws Exception {
    answers.add("201 {\"id\":\"k-1\",\"key\":null,\"alreadyShown\":true}");
    answers.add("201 {\"id\":\"k-2\",\"key\":\"bpm_prod_x\"}");

    assertThat(steps().createKey("key", "/customers/c/api-keys", Map.of(), true))
        .isEqualTo("bpm_prod_x");

    assertThat(calls).last().asString().endsWith("sample-data/key-again");
  }

  @Test
  void act_madeByARunThatDied_countsAsDone() throws Exception {
    answers.add("409 {\"detail\":\"suspended, suspend\"}");

    steps().act("hold", "/subscriptions/s/suspend", Map.of("reason", "x"));

    assertThat(steps().isDone("hold")).isTrue();
  }

  @Test
  void create_refused_saysWhatAndWhy() {
    answers.add("422 {\"detail\":\"country: must be two letters\"}");

    assertThatThrownBy(() -> steps().create("first", "/customers", Map.of()))
        .isInstanceOf(DemoRefusal.class)
        .hasMessage(
            "the console refused sample data: POST /customers: 422: country: must be two letters");
  }

  @Test
  void finish_anyStep_leavesAFileOnlyItsOwnerReads() throws Exception {
    steps().finish("demo-key", "bpm_prod_x");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
  }

  private SampleSteps steps() throws Exception {
    String url = "http://127.0.0.1:" + console.getAddress().getPort();
    return SampleSteps.resume(new AdminApi(url, "token"), file());
  }

  private Path file() {
    return folder.resolve("sample-data.progress");
  }
}
