package com.bpmcentr.loadtests.bench.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The rows of a file of keys, by their number: a million of them as the bytes they are. */
final class KeyRows {
  private final byte[] bytes;

  /** Where each row begins, and where the last ends. */
  private final int[] starts;

  private KeyRows(byte[] bytes, int[] starts) {
    this.bytes = bytes;
    this.starts = starts;
  }

  /** Reads a file whose first line is a header. */
  static KeyRows read(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int[] starts = new int[1024];
    int count = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        if (count == starts.length) {
          starts = Arrays.copyOf(starts, 2 * count);
        }
        starts[count++] = i + 1;
      }
    }
    if (count < 2 || starts[count - 1] != bytes.length) {
      throw new IOException(file + " holds no keys");
    }
    return new KeyRows(bytes, Arrays.copyOf(starts, count));
  }

  int size() {
    return starts.length - 1;
  }

  /** The cells of a row, from 0. */
  String[] row(int number) {
    int start = starts[number];
    return new String(bytes, start, starts[number + 1] - 1 - start, UTF_8).split(",", -1);
  }
}
