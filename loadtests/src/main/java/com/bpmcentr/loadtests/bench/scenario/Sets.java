package com.bpmcentr.loadtests.bench.scenario;

import com.bpmcentr.loadtests.bench.http.Check;
import com.bpmcentr.loadtests.bench.set.SignedSet;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Checks by the keys of a generated set. */
final class Sets {
  private Sets() {}

  /** Checks by keys from all over the set, the same at each run. */
  static List<byte[]> requests(SignedSet set, int count) throws IOException {
    List<String> rows = Files.readAllLines(set.files().keys());
    Random random = new Random(count);
    List<byte[]> requests = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String[] cells = rows.get(1 + random.nextInt(rows.size() - 1)).split(",", 3);
      requests.add(new Check(cells[0], cells[1], cells[2]).request());
    }
    return requests;
  }
}
