package com.bpmcentr.loadtests.bench.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassHistogramTest {
  private static final String OUTPUT =
      """
      4711:
       num     #instances         #bytes  class name (module)
      -------------------------------------------------------
         1:        219951        5278824  java.util.concurrent.ConcurrentHashMap$Node (java.base@25.0.3)
         2:            24       36807448  [B (java.base@25.0.3)
         3:             2             32  com.bpmcentr.edge.replica.PackedLicense
         4:             1             16  com.bpmcentr.edge.replica.PackedLicense
      Total        219978       42086320
      """;

  @Test
  void parse_outputOfJcmd_classesAndTotal() throws IOException {
    ClassHistogram histogram = ClassHistogram.parse(OUTPUT);

    assertThat(histogram.totalBytes()).isEqualTo(42_086_320);
    assertThat(histogram.classes().get("[B")).isEqualTo(new ClassHistogram.Usage(24, 36_807_448));
    assertThat(histogram.classes()).hasSize(3);
  }

  @Test
  void parse_oneNameOfTwoClassLoaders_added() throws IOException {
    assertThat(
            ClassHistogram.parse(OUTPUT).classes().get("com.bpmcentr.edge.replica.PackedLicense"))
        .isEqualTo(new ClassHistogram.Usage(3, 48));
  }

  @Test
  void parse_noTotal_refused() {
    assertThatThrownBy(() -> ClassHistogram.parse("4711:\njava.io.IOException: no such process\n"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no such process");
  }

  @Test
  void growthSince_smallerHistogram_mostBytesFirstAndOnlyWhatGrew() throws IOException {
    ClassHistogram before =
        ClassHistogram.parse(
            """
               1:             4          36807440  [B (java.base@25.0.3)
               2:             3                48  com.bpmcentr.edge.replica.PackedLicense
            Total             7          36807488
            """);

    assertThat(ClassHistogram.parse(OUTPUT).growthSince(before))
        .isEqualTo(
            List.of(
                new ClassHistogram.Growth(
                    "java.util.concurrent.ConcurrentHashMap$Node", 219_951, 5_278_824),
                new ClassHistogram.Growth("[B", 20, 8)));
  }
}
