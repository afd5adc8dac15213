package com.bpmcentr.loadtests.bench.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimetableTest {

  @Test
  void awaitNext_toTheEnd_asManyAsThereAreEachAtItsMoment() {
    Timetable timetable = new Timetable(2_000, 1);
    List<Long> moments = new ArrayList<>();
    for (long due = timetable.awaitNext(); due >= 0; due = timetable.awaitNext()) {
      assertThat(System.nanoTime()).as("not before its moment").isGreaterThanOrEqualTo(due);
      moments.add(due);
      if (moments.size() == 20) {
        break;
      }
    }

    for (int i = 1; i < moments.size(); i++) {
      assertThat(moments.get(i) - moments.get(i - 1)).isEqualTo(500_000);
    }
  }

  @Test
  void awaitNext_nothingLeft_saysSo() {
    Timetable timetable = new Timetable(100_000, 0);

    assertThat(timetable.awaitNext()).isNegative();
  }
}
