package com.bpmcentr.loadtests.bench.http;

import java.nio.ByteBuffer;
import java.util.List;

/** All requests of a load, one behind the other. */
final class RequestBytes {
  private final ByteBuffer bytes;
  private final int[] starts;

  RequestBytes(List<byte[]> requests) {
    starts = new int[requests.size() + 1];
    for (int i = 0; i < requests.size(); i++) {
      starts[i + 1] = starts[i] + requests.get(i).length;
    }
    bytes = ByteBuffer.allocateDirect(starts[requests.size()]);
    requests.forEach(bytes::put);
  }

  /** A buffer over all of them, for {@link #limit}. */
  ByteBuffer view() {
    return bytes.duplicate();
  }

  /** Limits a view to one request; after the last comes the first again. */
  void limit(ByteBuffer view, long request) {
    int index = (int) (request % (starts.length - 1));
    view.limit(starts[index + 1]).position(starts[index]);
  }
}
