package com.bpmcentr.console.bulk;

import com.bpmcentr.console.staff.Permission;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Everything that has bulk actions. */
@Component
public class BulkTargets {

  private final List<BulkTarget> targets;

  BulkTargets(List<BulkTarget> targets) {
    this.targets = targets;
  }

  Optional<BulkTarget> find(String type) {
    return targets.stream().filter(target -> target.type().equals(type)).findFirst();
  }

  /** What the action takes; empty where there is none of that name. */
  public Optional<Permission> permission(String type, String action) {
    return find(type).map(target -> target.actions().get(action));
  }
}
