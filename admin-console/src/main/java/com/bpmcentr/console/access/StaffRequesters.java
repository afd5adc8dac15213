package com.bpmcentr.console.access;

import com.bpmcentr.console.job.Requester;
import com.bpmcentr.console.job.Requesters;
import com.bpmcentr.console.staff.Actor;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Requesters of jobs as their accounts are now: a new role holds for what they asked before. */
@Component
class StaffRequesters implements Requesters {

  private final StaffRepository staff;

  StaffRequesters(StaffRepository staff) {
    this.staff = staff;
  }

  @Override
  public Optional<Actor> actor(Requester requester) {
    return staff
        .find(requester.staffId())
        .filter(StaffMember::enabled)
        .map(member -> member.actor(requester.origin(), requester.address()));
  }
}
