package com.bpmcentr.edge.tls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.bpmcentr.edge.TestEdge;
import com.bpmcentr.edge.TestTls;
import com.bpmcentr.edge.TestTls.Pair;
import com.bpmcentr.edge.TestWorld;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** TLS on the public port of a running edge. */
class TlsIT {

  private static final String PATH = "/v1/verify?connector=rozetka&account=1";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Handshakes without a pause would have a processor to themselves. */
  private static final Duration BETWEEN_TWO = Duration.ofMillis(20);

  @TempDir private static Path folder;
  private static Pair first;
  private static Pair second;
  private static TestWorld world;
  private static TestEdge edge;

  @BeforeAll
  static void start() throws Exception {
    first = TestTls.pair(folder, "first", 30);
    second = TestTls.pair(folder, "second", 60);
    first.install(folder);
    world = TestWorld.withOneCustomer("1");
    edge =
        world
            .startEdge("e1", TestTls.settings(folder), Clock.systemUTC(), System::nanoTime)
            .awaitReady();
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @ParameterizedTest
  @EnumSource(HttpClient.Version.class)
  void verify_bothVersionsOfHttp_answerAlike(HttpClient.Version version) throws Exception {
    try (HttpClient client = client(version)) {
      HttpResponse<String> valid =
          client.send(check(version), HttpResponse.BodyHandlers.ofString());
      HttpResponse<String> posted =
          client.send(
              HttpRequest.newBuilder(uri("/v1/verify"))
                  .header("Content-Type", "application/json")
                  .POST(
                      HttpRequest.BodyPublishers.ofString(
                          "{\"connector\":\"rozetka\",\"account\":\"1\","
                              + "\"key\":\"bpm_prod_one\"}"))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      HttpResponse<String> tooLarge =
          client.send(
              HttpRequest.newBuilder(uri("/v1/verify"))
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString(" ".repeat(5000)))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      HttpResponse<String> nowhere =
          client.send(
              HttpRequest.newBuilder(uri("/nowhere")).build(),
              HttpResponse.BodyHandlers.ofString());

      assertThat(valid.version()).isEqualTo(version);
      assertThat(valid.body()).contains("\"code\":\"VALID\"");
      assertThat(valid.headers().firstValue("License-Position")).contains("1-3");
      assertThat(posted.body()).contains("\"code\":\"VALID\"");
      assertThat(tooLarge.statusCode()).isEqualTo(413);
      assertThat(nowhere.statusCode()).isEqualTo(404);
      assertThat(nowhere.body()).contains("\"code\":\"NOT_FOUND\"");
    }
    assertThat(edge.metric("edge_tls_unusable")).isZero();
  }

  @Test
  void certificate_swappedUnderRequests_noneFailsAndNewConnectionsSeeIt() throws Exception {
    AtomicBoolean asking = new AtomicBoolean(true);
    AtomicInteger answers = new AtomicInteger();
    serve(first, "CN=first");
    try (SSLSocket before = connect()) {
      assertThat(subject(before)).isEqualTo("CN=first");
      assertThat(edge.metric("edge_tls_remaining_seconds")).isBetween(29 * 86_400.0, 30 * 86_400.0);
      Thread asker = Thread.ofVirtual().start(() -> askWhile(asking, answers));
      await().atMost(PATIENCE).until(() -> answers.get() > 10);

      serve(second, "CN=second");

      int soFar = answers.get();
      await().atMost(PATIENCE).until(() -> answers.get() > soFar + 10 || !asker.isAlive());
      asking.set(false);
      asker.join();
      assertThat(answers.get()).as("requests went on").isGreaterThan(soFar + 10);
      assertThat(ask(before)).as("on the connection of before").contains("\"code\":\"VALID\"");
    }
    assertThat(edge.metric("edge_tls_remaining_seconds")).isGreaterThan(31 * 86_400.0);
  }

  @Test
  void certificate_newFilesDamaged_theOneOfBeforeStaysAndAnAlarmIsGiven() throws Exception {
    serve(first, "CN=first");
    Files.writeString(folder.resolve("tls.key"), second.key());

    await().atMost(PATIENCE).until(() -> edge.metric("edge_tls_unusable") == 1);
    assertThat(subjectOfNew()).as("a key without its certificate").isEqualTo("CN=first");
    Files.writeString(folder.resolve("tls.crt"), "-----BEGIN CERTIFICATE-----\nAAAA");
    assertThat(subjectOfNew()).isEqualTo("CN=first");
    assertThatThrownBy(() -> new TlsCertificate(cutAfter(second.certificate() + half(first))))
        .isInstanceOf(TlsUnusableException.class)
        .hasMessageContaining("begins 2 certificates, and 1 are whole");

    serve(second, "CN=second");
    assertThat(edge.metric("edge_tls_unusable")).isZero();
  }

  /** Each piece of a chain can be a shorter chain, which no client would accept. */
  @Test
  void certificate_writtenInPieces_isServedWhenTwoLooksFoundItAlike(@TempDir Path own)
      throws Exception {
    first.install(own);
    TlsCertificate certificate = new TlsCertificate(files(own));
    assertThat(certificate.settled()).isEmpty();

    second.install(own);
    assertThat(certificate.settled()).as("seen once").isEmpty();
    Files.writeString(own.resolve("tls.crt"), second.certificate() + "# next\n");
    assertThat(certificate.settled()).as("another since").isEmpty();

    assertThat(certificate.settled()).isPresent();
  }

  private static TlsFiles files(Path folder) {
    return new TlsFiles(folder.resolve("tls.crt"), folder.resolve("tls.key"));
  }

  /** As it stands while somebody writes it, or when the disk was full. */
  private static TlsFiles cutAfter(String chain) throws IOException {
    Path own = Files.createTempDirectory(folder, "cut");
    new Pair(chain, second.key()).install(own);
    return files(own);
  }

  private static String half(Pair pair) {
    return pair.certificate().substring(0, pair.certificate().length() / 2);
  }

  @Test
  void handshake_oldVersion_isRefused() throws Exception {
    try (SSLSocket socket = socket()) {
      socket.setEnabledProtocols(new String[] {"TLSv1.2"});
      socket.startHandshake();
      assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.2");
    }
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), edge.port())) {
      // a ClientHello of TLS 1.0, with one suite and nothing of later versions
      byte[] hello = new byte[5 + 4 + 2 + 32 + 1 + 4 + 2];
      hello[0] = 22;
      hello[1] = 3;
      hello[2] = 1;
      hello[4] = (byte) (hello.length - 5);
      hello[5] = 1;
      hello[8] = (byte) (hello.length - 9);
      hello[9] = 3;
      hello[10] = 1;
      hello[45] = 2;
      hello[46] = (byte) 0xC0;
      hello[47] = 0x13;
      hello[48] = 1;
      socket.setSoTimeout((int) PATIENCE.toMillis());
      socket.getOutputStream().write(hello);
      assertThat(socket.getInputStream().read()).as("an alert").isEqualTo(21);
    }
  }

  @Test
  void plainHttp_onThePortOfTls_isNotAnswered() {
    assertThatThrownBy(() -> edge.get(PATH)).isInstanceOf(IllegalStateException.class);
    assertThat(subjectOfNew()).startsWith("CN=");
  }

  private static void askWhile(AtomicBoolean asking, AtomicInteger answers) {
    try (SSLSocket kept = connect()) {
      while (asking.get()) {
        try (SSLSocket fresh = connect()) {
          if (!ask(kept).contains("VALID") || !ask(fresh).contains("VALID")) {
            return;
          }
        }
        answers.incrementAndGet();
        LockSupport.parkNanos(BETWEEN_TWO.toNanos());
      }
    } catch (IOException e) {
      // shows as no more answers
    }
  }

  private static String ask(SSLSocket socket) throws IOException {
    socket
        .getOutputStream()
        .write(
            ("GET " + PATH + " HTTP/1.1\r\nHost: e\r\nAuthorization: Bearer bpm_prod_one\r\n\r\n")
                .getBytes(ISO_8859_1));
    InputStream in = socket.getInputStream();
    StringBuilder answer = new StringBuilder();
    while (answer.indexOf("\r\n\r\n") < 0 || answer.charAt(answer.length() - 1) != '}') {
      int next = in.read();
      if (next < 0) {
        throw new IOException("closed after " + answer);
      }
      answer.append((char) next);
    }
    return answer.toString();
  }

  private static String subjectOfNew() {
    try (SSLSocket socket = connect()) {
      return subject(socket);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String subject(SSLSocket socket) throws SSLException {
    X509Certificate shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
    return shown.getSubjectX500Principal().getName();
  }

  private static SSLSocket connect() throws IOException {
    SSLSocket socket = socket();
    socket.startHandshake();
    return socket;
  }

  private static SSLSocket socket() throws IOException {
    return TestTls.socket(edge.port());
  }

  private static HttpClient client(HttpClient.Version version) {
    return HttpClient.newBuilder().sslContext(TestTls.trusting()).version(version).build();
  }

  private static HttpRequest check(HttpClient.Version version) {
    return HttpRequest.newBuilder(uri(PATH))
        .version(version)
        .header("Authorization", "Bearer bpm_prod_one")
        .build();
  }

  private static URI uri(String path) {
    return URI.create("https://127.0.0.1:" + edge.port() + path);
  }

  /** Puts the pair where the edge looks, and waits until it serves it. */
  private static void serve(Pair pair, String subject) throws IOException {
    pair.install(folder);
    await().atMost(PATIENCE).until(() -> subjectOfNew().equals(subject));
  }
}
