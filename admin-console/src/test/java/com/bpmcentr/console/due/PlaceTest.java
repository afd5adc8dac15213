package com.bpmcentr.console.due;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class PlaceTest {

  /** As PostgreSQL orders ids: byte by byte, from the first. */
  @Property
  void justBefore_anyId_isTheIdThatOneMoreLeadsTo(@ForAll long high, @ForAll long low) {
    UUID subject = new UUID(high, low);

    UUID before = Place.justBefore(new Due(Instant.EPOCH, subject)).subject();

    assertThat(before.getLeastSignificantBits() + 1).isEqualTo(low);
    assertThat(before.getMostSignificantBits() + (low == 0 ? 1 : 0)).isEqualTo(high);
  }
}
