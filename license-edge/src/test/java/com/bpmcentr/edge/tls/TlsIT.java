package com.bpmcentr.edge.tls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.bpmcentr.edge.Documents;
import com.bpmcentr.edge.TestEdge;
import com.bpmcentr.edge.TestWorld;
import com.bpmcentr.license.Category;
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
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** TLS on the public port of a running edge. */
class TlsIT {

  private static final String PATH = "/v1/verify?connector=rozetka&account=1";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private Path folder;
  private final TestWorld world = new TestWorld();
  private TestEdge edge;

  @BeforeEach
  void start() throws Exception {
    world
        .publisher()
        .publish(
            Documents.connector("rozetka", Category.STANDARD),
            Documents.license(
                "c1",
                1,
                List.of(Documents.key("key-1", "bpm_prod_one")),
                List.of(Documents.grant("s1", "rozetka", "1"))));
    install(pair("first", 30));
    edge =
        world
            .startEdge(
                "e1",
                Map.of(
                    "EDGE_TLS_CERTIFICATE", certificate().toString(),
                    "EDGE_TLS_KEY", key().toString()),
                Clock.systemUTC(),
                System::nanoTime)
            .awaitReady();
  }

  @AfterEach
  void stop() {
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
      assertThat(valid.headers().firstValue("License-Position")).contains("1-2");
      assertThat(posted.body()).contains("\"code\":\"VALID\"");
      assertThat(tooLarge.statusCode()).isEqualTo(413);
      assertThat(nowhere.statusCode()).isEqualTo(404);
      assertThat(nowhere.body()).contains("\"code\":\"NOT_FOUND\"");
    }
    assertThat(edge.metric("edge_tls_remaining_seconds")).isBetween(29 * 86_400.0, 30 * 86_400.0);
    assertThat(edge.metric("edge_tls_unusable")).isZero();
  }

  @Test
  void certificate_swappedUnderRequests_noneFailsAndNewConnectionsSeeIt() throws Exception {
    AtomicBoolean asking = new AtomicBoolean(true);
    AtomicInteger answers = new AtomicInteger();
    try (SSLSocket before = connect()) {
      assertThat(subject(before)).isEqualTo("CN=first");
      Thread asker = Thread.ofVirtual().start(() -> askWhile(asking, answers));
      await().atMost(PATIENCE).until(() -> answers.get() > 10);

      install(pair("second", 60));

      await().atMost(PATIENCE).until(() -> subjectOfNew().equals("CN=second"));
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
    Pair second = pair("second", 60);
    Files.writeString(key(), second.key());

    await().atMost(PATIENCE).until(() -> edge.metric("edge_tls_unusable") == 1);
    assertThat(subjectOfNew()).as("a key without its certificate").isEqualTo("CN=first");
    Files.writeString(certificate(), "-----BEGIN CERTIFICATE-----\nAAAA");
    assertThat(subjectOfNew()).isEqualTo("CN=first");

    Files.writeString(certificate(), second.certificate());

    await().atMost(PATIENCE).until(() -> subjectOfNew().equals("CN=second"));
    assertThat(edge.metric("edge_tls_unusable")).isZero();
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
    assertThat(subjectOfNew()).isEqualTo("CN=first");
  }

  private void askWhile(AtomicBoolean asking, AtomicInteger answers) {
    try (SSLSocket kept = connect()) {
      while (asking.get()) {
        try (SSLSocket fresh = connect()) {
          if (!ask(kept).contains("VALID") || !ask(fresh).contains("VALID")) {
            return;
          }
        }
        answers.incrementAndGet();
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

  private String subjectOfNew() {
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

  private SSLSocket connect() throws IOException {
    SSLSocket socket = socket();
    socket.startHandshake();
    return socket;
  }

  private SSLSocket socket() throws IOException {
    SSLSocket socket =
        (SSLSocket)
            trusting()
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), edge.port());
    socket.setSoTimeout((int) PATIENCE.toMillis());
    return socket;
  }

  private HttpClient client(HttpClient.Version version) {
    return HttpClient.newBuilder().sslContext(trusting()).version(version).build();
  }

  private HttpRequest check(HttpClient.Version version) {
    return HttpRequest.newBuilder(uri(PATH))
        .version(version)
        .header("Authorization", "Bearer bpm_prod_one")
        .build();
  }

  private URI uri(String path) {
    return URI.create("https://127.0.0.1:" + edge.port() + path);
  }

  /** Trusts whatever it is shown, and remembers no session: each handshake is a whole one. */
  private static SSLContext trusting() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new TrustsAll()}, new SecureRandom());
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class TrustsAll implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  private record Pair(String certificate, String key) {}

  private void install(Pair pair) throws IOException {
    Files.writeString(key(), pair.key());
    Files.writeString(certificate(), pair.certificate());
  }

  private Path certificate() {
    return folder.resolve("tls.crt");
  }

  private Path key() {
    return folder.resolve("tls.key");
  }

  /** By the JDK's own tool, which alone can make a certificate without a library. */
  private Pair pair(String name, int days) throws Exception {
    Path store = folder.resolve(name + ".p12");
    Process tool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "edge",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=ip:127.0.0.1",
                "-validity",
                Integer.toString(days),
                "-storetype",
                "PKCS12",
                "-storepass",
                "changeit",
                "-keystore",
                store.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(tool.getInputStream().readAllBytes(), UTF_8);
    assertThat(tool.waitFor()).as(said).isZero();
    KeyStore keys = KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
    return new Pair(
        pem("CERTIFICATE", keys.getCertificate("edge").getEncoded()),
        pem("PRIVATE KEY", keys.getKey("edge", "changeit".toCharArray()).getEncoded()));
  }

  private static String pem(String type, byte[] der) {
    return "-----BEGIN "
        + type
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
        + "\n-----END "
        + type
        + "-----\n";
  }
}
