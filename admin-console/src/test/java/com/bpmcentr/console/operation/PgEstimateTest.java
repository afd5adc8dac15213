package com.bpmcentr.console.operation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PgEstimateTest {

  @Test
  void parse_firstLineOfAPlan_hasCostOfAllAndRows() {
    assertThat(
            PgEstimate.parse(
                "Bitmap Heap Scan on customer c  (cost=12.01..98345.67 rows=703412 width=16)"))
        .isEqualTo(new PgEstimate(98_345.67, 703_412));
  }

  @Test
  void parse_anotherLine_isNothing() {
    assertThat(PgEstimate.parse("  Filter: (country = 'UA'::text)"))
        .isEqualTo(new PgEstimate(0, 0));
  }
}
