package com.bpmcentr.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Against a console that is only what the launcher asks of one; the real one is another test's. */
class CustomerImportIT {
  @TempDir Path folder;

  private static final Pattern KEY = Pattern.compile("bpm_(prod|test)_\\w+");

  private static final Instant MOVED = Instant.parse("2031-05-06T07:08:09Z");

  private final Set<String> known = new LinkedHashSet<>();
  private final Set<String> sentLines = new LinkedHashSet<>();
  private final List<Integer> linesOfImports = new ArrayList<>();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private String progress =
      """
      {"id":"i-1","state":"done","imported":1,"unchanged":0,"refused":0}""";
  private boolean breaksOff;
  private HttpServer console;

  @BeforeEach
  void startConsole() throws Exception {
    console = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    console.createContext("/api/v1/imports", this::takeImport);
    console.createContext(
        "/api/v1/connectors",
        exchange ->
            answer(
                exchange,
                200,
                """
                {"data":[{"id":"text-tools","category":"free"},{"id":"rozetka","category":"standard"}]}"""));
    console.createContext(
        "/api/v1/edges",
        exchange ->
            answer(
                exchange,
                200,
                """
                {"data":[{"edgeId":"edge-1","state":"live","behind":0},
                         {"edgeId":"edge-2","state":"lost","behind":7}]}"""));
    console.start();
  }

  @AfterEach
  void stopConsole() {
    console.stop(0);
  }

  @Test
  void fill_first_importsAllAndWritesTheirKeys() throws Exception {
    fill(1_234);

    assertThat(known).hasSize(1_234).contains("demo-1", "demo-1234");
    List<String> rows = Files.readAllLines(keys());
    assertThat(rows).hasSize(1_235).startsWith("key,connector,account").doesNotHaveDuplicates();
    assertThat(rows.get(1234)).matches("bpm_prod_[0-9A-Za-z]{38},rozetka,10001234");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys())))
        .isEqualTo("rw-------");
  }

  /** It used to be the machine's: customers of a demo whose time was moved began years ago. */
  @Test
  void fill_clockIsMoved_subscriptionsBeginAnHourBeforeItsTime() throws Exception {
    fill(1);

    assertThat(sentLines)
        .allSatisfy(
            line ->
                assertThat(
                        JsonMapper.shared()
                            .readTree(line)
                            .at("/subscriptions/0/startsAt")
                            .asString())
                    .isEqualTo("2031-05-06T06:08:09Z"));
  }

  @Test
  void fill_sameNumberAgain_sendsNothing() throws Exception {
    fill(20);
    String before = Files.readString(keys());

    fill(20);

    assertThat(linesOfImports).containsExactly(20);
    assertThat(keys()).hasContent(before);
  }

  @Test
  void fill_more_sendsOnlyTheRest() throws Exception {
    fill(20);
    List<String> before = Files.readAllLines(keys());

    fill(50);

    assertThat(linesOfImports).containsExactly(20, 30);
    assertThat(known).hasSize(50);
    assertThat(Files.readAllLines(keys())).hasSize(51).startsWith(before.toArray(String[]::new));
  }

  @Test
  void fill_fewer_keepsAll() throws Exception {
    fill(20);

    fill(10);

    assertThat(Files.readAllLines(keys())).hasSize(21);
  }

  @Test
  void fill_afterARunThatDied_sendsTheSameKeysAgain() throws Exception {
    breaksOff = true;
    assertThatThrownBy(() -> fill(20)).isInstanceOf(IOException.class);
    assertThat(keys()).doesNotExist();
    Set<String> sent = sentKeys();
    breaksOff = false;

    fill(20);

    assertThat(linesOfImports).containsExactly(20, 20);
    assertThat(sentKeys()).isEqualTo(sent).hasSize(20);
  }

  @Test
  void fill_keysFileGone_isWrittenAgain() throws Exception {
    fill(20);
    String before = Files.readString(keys());
    Files.delete(keys());

    fill(20);

    assertThat(keys()).hasContent(before);
    assertThat(linesOfImports).containsExactly(20);
  }

  @Test
  void fill_lineRefused_saysWhy() {
    progress =
        """
        {"id":"i-1","state":"done","imported":19,"unchanged":0,"refused":1,
         "refusedLines":{"data":[{"line":7,"field":"email","reason":"is taken"}]}}""";

    assertThatThrownBy(() -> fill(20))
        .isInstanceOf(DemoRefusal.class)
        .hasMessage("the console refused 1 of the customers, the first because of email: is taken");
    assertThat(keys()).doesNotExist();
  }

  @Test
  void fill_importFails_isRefused() {
    progress =
        """
        {"id":"i-1","state":"failed"}""";

    assertThatThrownBy(() -> fill(20))
        .isInstanceOf(DemoRefusal.class)
        .hasMessage("the import of customers failed");
  }

  @Test
  void fill_stoppedMeanwhile_ends() {
    progress =
        """
        {"id":"i-1","state":"running"}""";
    stopping.countDown();

    assertThatThrownBy(() -> fill(20))
        .isInstanceOf(DemoRefusal.class)
        .hasMessage("stopped while importing customers");
  }

  @Test
  void fill_damagedState_isRefusedByName() throws Exception {
    Files.writeString(folder.resolve("customers.env"), "SEED=00\nIMPORTED=x\n");

    assertThatThrownBy(() -> fill(20))
        .isInstanceOf(DemoRefusal.class)
        .hasMessageStartingWith("the demo's folder is damaged: ");
  }

  private void fill(int count) throws Exception {
    String url = "http://127.0.0.1:" + console.getAddress().getPort();
    Progress silent = new Progress(new PrintStream(new ByteArrayOutputStream()), () -> 0L);
    new CustomerImport(
            new AdminApi(url, "token"), DemoFolder.open(folder), 1, silent, stopping, () -> MOVED)
        .fill(count);
  }

  private Set<String> sentKeys() {
    return sentLines.stream()
        .flatMap(line -> KEY.matcher(line).results())
        .map(MatchResult::group)
        .collect(Collectors.toSet());
  }

  private Path keys() {
    return folder.resolve("keys.csv");
  }

  private void takeImport(HttpExchange exchange) throws IOException {
    if (exchange.getRequestMethod().equals("POST")) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      body.lines()
          .map(line -> JsonMapper.shared().readTree(line).path("externalId").asString())
          .forEach(known::add);
      body.lines()
          .map(line -> JsonMapper.shared().readTree(line).toString())
          .forEach(sentLines::add);
      linesOfImports.add((int) body.lines().count());
    }
    if (breaksOff) {
      exchange.close();
      return;
    }
    answer(exchange, exchange.getRequestMethod().equals("POST") ? 202 : 200, progress);
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
