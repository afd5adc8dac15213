package com.bpmcentr.console.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.ApiClient;
import com.bpmcentr.console.ConsoleTest;
import com.bpmcentr.console.TestStaff;
import com.bpmcentr.console.shell.list.ListScreens;
import com.bpmcentr.console.staff.Role;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whatever a screen lists can be had as a file. */
@ConsoleTest
class ExportsApiIT {

  @Autowired private TestStaff team;
  @Autowired private JdbcClient database;

  @Test
  void export_ofEachListScreen_isAFileToSave() {
    TreeSet<String> screens = ListScreens.routes();
    assertThat(screens).hasSizeGreaterThan(10).contains("edges", "invoices", "staff", "due-work");

    for (String list : screens) {
      ApiClient.Response file = team.api(Role.OWNER).get("/exports/" + list);

      assertThat(file.status()).as("%s: %s", list, file.body()).isEqualTo(200);
      assertThat(file.body()).as(list).startsWith("\uFEFF").contains(",");
      assertThat(file.header("Content-Disposition").orElseThrow())
          .contains("attachment", list + ".csv");
    }
  }

  /**
   * A list that ended in the middle, with the last chunk of a whole answer, was booked as all there
   * is.
   */
  @Test
  void export_brokenOffInTheMiddle_doesNotLookWhole() throws IOException {
    TestStaff.Member reader = team.newMember(Role.AUDITOR);
    UUID list = refusedLines(30_000);
    String answer;
    try (Socket socket = new Socket()) {
      // So small that the server cannot have written all of it before the token is taken away.
      socket.setReceiveBufferSize(4096);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), team.port()));
      socket
          .getOutputStream()
          .write(
              """
              GET /api/v1/exports/refused-lines?filter[importId]=%s HTTP/1.1\r
              Host: 127.0.0.1\r
              Authorization: Bearer %s\r
              Connection: close\r
              \r
              """
                  .formatted(list, reader.token())
                  .getBytes(UTF_8));
      byte[] begun = socket.getInputStream().readNBytes(4096);
      database
          .sql("update access_token set revoked_at = now() where staff_id = :member")
          .param("member", reader.account().id())
          .update();
      answer = new String(begun, UTF_8) + rest(socket.getInputStream());
    }

    assertThat(answer).startsWith("HTTP/1.1 200").contains("Transfer-Encoding: chunked");
    assertThat(answer).doesNotContain("29999").doesNotEndWith("\r\n0\r\n\r\n");
  }

  /** A reset is as good a sign as an end without the last chunk. */
  private static String rest(InputStream answer) {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    try {
      answer.transferTo(read);
    } catch (IOException e) {
      return read.toString(UTF_8) + e.getMessage();
    }
    return read.toString(UTF_8);
  }

  /** Long ones, which no buffer on the way holds. */
  private UUID refusedLines(int count) {
    UUID id = UUID.randomUUID();
    database
        .sql(
            """
            insert into customer_import (id, created_by, created_at, alive_at, broken_off_at)
            values (:id, 'someone', now(), now(), now())
            """)
        .param("id", id)
        .update();
    database
        .sql(
            """
            insert into import_refusal (import_id, line, email, field, message_key, arguments)
            select :id, n, repeat('x', 400), 'email', 'invalid.email', '{}'
            from generate_series(1, :count) n
            """)
        .param("id", id)
        .param("count", count)
        .update();
    return id;
  }
}
