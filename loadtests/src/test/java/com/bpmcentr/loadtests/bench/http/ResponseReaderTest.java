package com.bpmcentr.loadtests.bench.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseReaderTest {
  private static final String ANSWER =
      "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nContent-Length: 14\r\n\r\n"
          + "{\"valid\":true}";

  private final ResponseReader reader = new ResponseReader("{\"valid\":true");

  private static byte[] bytes(String text) {
    return text.getBytes(US_ASCII);
  }

  @Test
  void end_whateverOfTheAnswerIsThere_isKnownWithItsLastByteOnly() {
    byte[] answer = bytes(ANSWER);
    for (int count = 0; count < answer.length; count++) {
      assertThat(ResponseReader.end(answer, count)).as("%d bytes", count).isEqualTo(-1);
    }
    assertThat(ResponseReader.end(answer, answer.length)).isEqualTo(answer.length);
  }

  @Test
  void end_moreThanOneAnswer_isThatOfTheFirst() {
    assertThat(ResponseReader.end(bytes(ANSWER + ANSWER), 2 * ANSWER.length()))
        .isEqualTo(ANSWER.length());
  }

  @Test
  void end_noLength_isRefused() {
    byte[] answer = bytes("HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\n\r\n");
    assertThatThrownBy(() -> ResponseReader.end(answer, answer.length))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void isRight_asExpected_isTrue() {
    assertThat(reader.isRight(bytes(ANSWER), ANSWER.length())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 14\r\n\r\n{\"valid\":true}",
        "HTTP/1.1 200 OK\r\nContent-Length: 15\r\n\r\n{\"valid\":false}",
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n{\"val",
        "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
      })
  void isRight_otherStatusOrBody_isFalse(String answer) {
    assertThat(reader.isRight(bytes(answer), answer.length())).isFalse();
  }
}
