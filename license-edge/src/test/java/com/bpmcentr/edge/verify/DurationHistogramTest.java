package com.bpmcentr.edge.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBucket;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import java.util.List;
import org.junit.jupiter.api.Test;

class DurationHistogramTest {

  private final DurationHistogram histogram = new DurationHistogram("x_seconds", "x");

  private HistogramDataPointSnapshot data() {
    return histogram.collect().getDataPoints().getFirst();
  }

  private List<Long> counts() {
    return data().getClassicBuckets().stream().map(ClassicHistogramBucket::getCount).toList();
  }

  @Test
  void collect_nothingRecorded_hasAllBucketsEmpty() {
    assertThat(counts()).containsExactly(0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L);
    assertThat(data().getSum()).isZero();
  }

  @Test
  void record_onABound_belongsToItsBucket() {
    histogram.record(50_000);
    histogram.record(50_001);
    histogram.record(1_000_000_000);
    histogram.record(1_000_000_001);

    assertThat(counts()).containsExactly(1L, 1L, 0L, 0L, 0L, 0L, 1L, 1L);
    assertThat(data().getCount()).isEqualTo(4);
    assertThat(data().getSum()).isEqualTo(2.000_100_002);
  }

  @Test
  void collect_bounds_areSeconds() {
    assertThat(data().getClassicBuckets().getUpperBound(0)).isEqualTo(0.000_05);
    assertThat(data().getClassicBuckets().getUpperBound(7)).isInfinite();
  }
}
