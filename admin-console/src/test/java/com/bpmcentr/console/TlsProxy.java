package com.bpmcentr.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** What stands before a console where it is in use: ends TLS, and says whom it serves. */
public final class TlsProxy implements AutoCloseable {

  /** From where, as it says, all its clients come. */
  public static final String CLIENT = "203.0.113.9";

  private static final char[] PASSWORD = "changeit".toCharArray();

  /** Of one connection, or the client's own to say. */
  private static final Set<String> NOT_PASSED_ON =
      Set.of("connection", "content-length", "host", "transfer-encoding", "upgrade", ":status");

  private final HttpsServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient onward =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private volatile int console;

  private TlsProxy(HttpsServer server) {
    this.server = server;
  }

  /** On a port that is free, with a certificate of its own. */
  public static TlsProxy start() {
    try {
      var server =
          HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setHttpsConfigurator(new HttpsConfigurator(certified()));
      var proxy = new TlsProxy(server);
      server.setExecutor(proxy.threads);
      server.createContext("/", proxy::pass);
      server.start();
      return proxy;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  public URI url() {
    return URI.create("https://localhost:" + server.getAddress().getPort());
  }

  /** Whom it asks. */
  public void standBefore(int port) {
    console = port;
  }

  private void pass(HttpExchange exchange) throws IOException {
    try (exchange) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(
              URI.create("http://127.0.0.1:" + console + exchange.getRequestURI()));
      request.method(
          exchange.getRequestMethod(),
          BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
      exchange
          .getRequestHeaders()
          .forEach(
              (name, values) -> {
                if (isPassedOn(name)) {
                  values.forEach(value -> request.header(name, value));
                }
              });
      request.header("X-Forwarded-For", CLIENT);
      HttpResponse<byte[]> response = onward.send(request.build(), BodyHandlers.ofByteArray());
      response
          .headers()
          .map()
          .forEach(
              (name, values) -> {
                if (isPassedOn(name)) {
                  exchange.getResponseHeaders().put(name, values);
                }
              });
      byte[] body = response.body();
      exchange.sendResponseHeaders(response.statusCode(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  private static boolean isPassedOn(String header) {
    return !NOT_PASSED_ON.contains(header.toLowerCase(Locale.ROOT));
  }

  /** By the JDK's own tool, which alone can make a certificate without a library. */
  private static SSLContext certified() throws Exception {
    Path folder = Files.createTempDirectory("tls-proxy");
    Path store = folder.resolve("proxy.p12");
    Process tool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-genkeypair",
                "-alias",
                "proxy",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD),
                "-keystore",
                store.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(tool.getInputStream().readAllBytes(), UTF_8);
    if (tool.waitFor() != 0) {
      throw new UncheckedIOException(new IOException(said));
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(KeyStore.getInstance(store.toFile(), PASSWORD), PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
    onward.close();
  }
}
