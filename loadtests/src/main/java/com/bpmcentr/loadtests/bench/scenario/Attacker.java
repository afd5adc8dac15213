package com.bpmcentr.loadtests.bench.scenario;

import java.io.IOException;

/** One of many who attack at the same time; of one thread. */
interface Attacker {

  /**
   * Does it once more.
   *
   * @return what came of it, in a word or two
   * @throws IOException when the edge has cut it off
   */
  String act() throws IOException;

  /** Begins anew after it was cut off. */
  void giveUp() throws IOException;
}
