package com.bpmcentr.console.security;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProxyValveIT {

  @TempDir private Path folder;
  private final Tomcat tomcat = new Tomcat();

  @AfterEach
  void stop() throws Exception {
    tomcat.stop();
    tomcat.destroy();
  }

  @Test
  void request_toAConsoleWithAPublicUrl_looksAsStaffSentIt() throws Exception {
    start(new ProxyValve(URI.create("https://console.example"), List.of("127.0.0.1")));

    assertThat(seen()).isEqualTo("203.0.113.9 true https://console.example/deep");
  }

  @Test
  void request_toAConsoleWithAPublicPort_namesIt() throws Exception {
    start(new ProxyValve(URI.create("https://console.example:8443/"), List.of()));

    assertThat(seen()).isEqualTo("127.0.0.1 true https://console.example:8443/deep");
  }

  /** Whoever is no proxy may say what he likes. */
  @Test
  void request_fromAStranger_isBelievedNothing() throws Exception {
    start(new ProxyValve(null, List.of("10.0.0.0/8")));

    assertThat(seen())
        .isEqualTo(
            "127.0.0.1 false http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + "/deep");
  }

  private void start(ProxyValve valve) throws Exception {
    tomcat.setBaseDir(folder.toString());
    tomcat.setPort(0);
    tomcat.getEngine().getPipeline().addValve(valve);
    Context context = tomcat.addContext("", folder.toString());
    Tomcat.addServlet(context, "echo", new Echo());
    context.addServletMappingDecoded("/*", "echo");
    tomcat.getConnector();
    tomcat.start();
  }

  private String seen() throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + "/deep");
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("X-Forwarded-For", "203.0.113.9")
            .header("X-Forwarded-Proto", "https")
            .header("X-Forwarded-Host", "evil.example")
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.ofString()).body();
    }
  }

  private static final class Echo extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response
          .getWriter()
          .print(
              request.getRemoteAddr() + " " + request.isSecure() + " " + request.getRequestURL());
    }
  }
}
