package com.bpmcentr.console.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.ErrorPage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the screens' downloads do when they fail: the servlet throws. */
class BrokenAnswerValveIT {

  @TempDir private Path folder;

  @Test
  void servlet_throwsAfterTheBeginning_neitherEndsInOrderNorGoesOnWithAnErrorPage()
      throws Exception {
    String answer = answerOf(new Failing(true));

    assertThat(answer)
        .startsWith("HTTP/1.1 200")
        .contains("begun")
        .doesNotContain("error page")
        .doesNotEndWith("0\r\n\r\n");
  }

  @Test
  void servlet_throwsBeforeAnythingWentOut_hasTheErrorPage() throws Exception {
    assertThat(answerOf(new Failing(false))).startsWith("HTTP/1.1 500").contains("error page");
  }

  private String answerOf(HttpServlet servlet) throws IOException, LifecycleException {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(folder.toString());
    tomcat.setPort(0);
    Context context = tomcat.addContext("", folder.toString());
    ((StandardContext) context).getPipeline().addValve(new BrokenAnswerValve());
    Tomcat.addServlet(context, "failing", servlet);
    context.addServletMappingDecoded("/", "failing");
    Tomcat.addServlet(context, "error", new Telling());
    context.addServletMappingDecoded("/error", "error");
    ErrorPage page = new ErrorPage();
    page.setLocation("/error");
    context.addErrorPage(page);
    try {
      tomcat.start();
      int port = tomcat.getConnector().getLocalPort();
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        socket
            .getOutputStream()
            .write("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".getBytes(UTF_8));
        return new String(socket.getInputStream().readAllBytes(), UTF_8);
      }
    } finally {
      tomcat.stop();
      tomcat.destroy();
    }
  }

  private static final class Failing extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final boolean begins;

    Failing(boolean begins) {
      this.begins = begins;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws ServletException, IOException {
      if (begins) {
        response.getOutputStream().write("begun".getBytes(UTF_8));
        response.flushBuffer();
      }
      throw new ServletException("the rest cannot be read");
    }
  }

  private static final class Telling extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.getOutputStream().write("error page".getBytes(UTF_8));
    }
  }
}
