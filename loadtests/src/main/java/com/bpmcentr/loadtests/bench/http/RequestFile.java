package com.bpmcentr.loadtests.bench.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.bpmcentr.license.SecretText;
import com.bpmcentr.loadtests.bench.set.SetFiles;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The requests of one case, whole, in the order in which they are sent: drawn at random from all
 * keys of the set, so that no answer is more likely than another to be asked for again. Each server
 * and each round gets the same.
 */
final class RequestFile {
  /** Many more than a processor's caches hold licenses of. */
  static final int REQUESTS = 200_000;

  private static final long SEED = 20_260_101;

  private RequestFile() {}

  /** Writes so many requests of a case, each after its length in a line of its own. */
  static void write(Path file, CheckCase kind, SetFiles set, int count) throws IOException {
    KeyRows rows = KeyRows.read(kind == CheckCase.GET_DENIED ? set.denied() : set.keys());
    SplittableRandom random = new SplittableRandom(SEED);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      for (int i = 0; i < count; i++) {
        String[] row = rows.row(random.nextInt(rows.size()));
        String key = kind == CheckCase.GET_UNKNOWN ? unknownKey(random) : row[0];
        Check check = new Check(key, row[1], row[2]);
        byte[] request = kind.isPost() ? check.postRequest() : check.request();
        out.write((request.length + "\n").getBytes(US_ASCII));
        out.write(request);
        out.write('\n');
      }
    }
  }

  /** All requests of a file. */
  static List<byte[]> read(Path file) throws IOException {
    return read(file, Integer.MAX_VALUE);
  }

  /** The first requests of a file. */
  static List<byte[]> read(Path file, int most) throws IOException {
    List<byte[]> requests = new ArrayList<>();
    byte[] bytes = Files.readAllBytes(file);
    int at = 0;
    while (at < bytes.length && requests.size() < most) {
      int length = 0;
      for (; bytes[at] != '\n'; at++) {
        length = 10 * length + bytes[at] - '0';
      }
      requests.add(Arrays.copyOfRange(bytes, at + 1, at + 1 + length));
      at += 1 + length + 1;
    }
    return requests;
  }

  private static String unknownKey(SplittableRandom random) {
    return SecretText.compose("bpm_prod_", random::nextInt);
  }
}
