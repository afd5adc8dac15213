package com.bpmcentr.loadtests.bench.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AnswersTest {
  private static final String WHOLE =
      "HTTP/1.1 200 OK\r\ncontent-length: 15\r\n\r\n{\"valid\":true,}";

  @Test
  void wholeAnswer_atEachLength_onlyTheWholeOneHasItsBody() throws IOException {
    byte[] bytes = WHOLE.getBytes(StandardCharsets.US_ASCII);
    for (int length = 0; length < bytes.length; length++) {
      assertThat(OpenLoop.wholeAnswer(bytes, length)).isEqualTo(-1);
    }
    assertThat(OpenLoop.wholeAnswer(bytes, bytes.length)).isEqualTo(WHOLE.indexOf('{'));
  }

  @Test
  void wholeAnswer_withoutLength_refused() {
    byte[] bytes = "HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    assertThatThrownBy(() -> OpenLoop.wholeAnswer(bytes, bytes.length))
        .isInstanceOf(IOException.class);
  }

  @Test
  void request_check_isOneWholeRequest() {
    assertThat(new String(new Check("k", "rozetka", "1").request(), StandardCharsets.US_ASCII))
        .isEqualTo(
            "GET /v1/verify?connector=rozetka&account=1 HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                + "Authorization: Bearer k\r\n\r\n");
  }

  @Test
  void toString_check_keepsTheKey() {
    assertThat(new Check("bpm_prod_secret", "rozetka", "1").toString()).doesNotContain("secret");
  }
}
