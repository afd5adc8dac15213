package com.bpmcentr.loadtests.bench.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CheckTest {

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
