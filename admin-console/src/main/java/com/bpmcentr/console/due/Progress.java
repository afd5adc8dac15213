package com.bpmcentr.console.due;

import java.time.Instant;

/**
 * How far one kind of work has come.
 *
 * @param reached what fell due up to there is done, but for what came to be due afterwards, and
 *     what failed
 * @param again how far the second look has come, which finds both
 * @param againUntil where that ends
 */
record Progress(Place reached, Place again, Instant againUntil) {

  Progress reaching(Place place) {
    return new Progress(place, again, againUntil);
  }

  Progress lookingAgain(Place place) {
    return new Progress(reached, place, againUntil);
  }

  Progress beginningAgain(Place from, Instant until) {
    return new Progress(reached, from, until);
  }

  boolean isAfter(Instant time) {
    return reached.at().isAfter(time) || againUntil.isAfter(time);
  }

  boolean hasLookedAgain() {
    return again.equals(Place.after(againUntil));
  }
}
