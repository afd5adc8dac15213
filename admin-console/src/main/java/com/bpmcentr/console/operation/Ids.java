package com.bpmcentr.console.operation;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Ids of new things: UUID version 7, so that rows made together lie together in their indexes. */
@Component
public final class Ids {

  private final NoArgGenerator generator = Generators.timeBasedEpochRandomGenerator();

  public UUID next() {
    return generator.generate();
  }
}
