package com.bpmcentr.edge.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.license.Limits;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.time.OffsetDateTime;

/** Reported operations of any bytes: one within its limits or a 400, and nothing else. */
class UsageReportFuzzTest {

  private static final MultiMap HEADERS =
      MultiMap.caseInsensitiveMultiMap()
          .set("Content-Type", "application/json")
          .set("Authorization", "Bearer bpm_prod_one");

  @FuzzTest
  void read_anyBody_isAReportOrRefused(byte[] body) {
    switch (UsageReport.read(Buffer.buffer(body), HEADERS)) {
      case UsageReport report -> {
        assertThat(Limits.isConnector(report.check().connector())).isTrue();
        assertThat(Limits.isAccount(report.check().account())).isTrue();
        assertThat(report.operation()).matches("[ -~]{1,100}").isNotBlank();
        assertThat(OffsetDateTime.parse(report.timestamp())).isNotNull();
        assertThat(report.timestamp()).hasSizeLessThanOrEqualTo(40);
        assertThat(report.toString()).doesNotContain("bpm_prod_one");
      }
      case ParsedReport.Refused refused -> assertThat(refused.answer().status()).isEqualTo(400);
    }
  }
}
