package com.bpmcentr.console.bulk;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Everything that has bulk actions. */
@Component
class BulkTargets {

  private final List<BulkTarget> targets;

  BulkTargets(List<BulkTarget> targets) {
    this.targets = targets;
  }

  Optional<BulkTarget> find(String type) {
    return targets.stream().filter(target -> target.type().equals(type)).findFirst();
  }
}
