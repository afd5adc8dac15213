package com.bpmcentr.edge.verify;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.license.Limits;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

/** Requests of any bytes: a check within its limits or a 400, and nothing else. */
class CheckParserFuzzTest {

  private static final MultiMap HEADERS =
      MultiMap.caseInsensitiveMultiMap()
          .set("Content-Type", "application/json")
          .set("Authorization", "Bearer bpm_prod_one");

  @FuzzTest
  void fromQuery_anyQuery_isACheckOrRefused(byte[] query) {
    // what Netty hands on of a request line is one character a byte
    assertWithinLimits(CheckParser.fromQuery(new String(query, ISO_8859_1), HEADERS));
  }

  @FuzzTest
  void fromBody_anyBody_isACheckOrRefused(byte[] body) {
    assertWithinLimits(CheckParser.fromBody(Buffer.buffer(body), HEADERS));
  }

  private static void assertWithinLimits(ParsedCheck parsed) {
    switch (parsed) {
      case CheckRequest check -> {
        assertThat(Limits.isConnector(check.connector())).isTrue();
        assertThat(Limits.isAccount(check.account())).isTrue();
      }
      case ParsedCheck.Refused refused -> assertThat(refused.problem().status()).isEqualTo(400);
    }
  }

  @FuzzTest
  void body_anyBody_usualReadingIsTheGeneralOne(byte[] body) {
    ParsedBody.Fields usual = UsualBody.read(body);
    if (usual != null) {
      assertThat(ParsedBody.general(body)).isEqualTo(usual);
    }
  }
}
