package com.bpmcentr.console.access;

import com.bpmcentr.console.job.Requester;
import com.bpmcentr.console.job.Requesters;
import com.bpmcentr.console.staff.Actor;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Requesters as their accounts and tokens are now: a new role holds for what they asked before. */
@Component
class StaffRequesters implements Requesters {

  private final StaffRepository staff;
  private final AccessTokenRepository tokens;

  StaffRequesters(StaffRepository staff, AccessTokenRepository tokens) {
    this.staff = staff;
    this.tokens = tokens;
  }

  @Override
  public Optional<Actor> actor(Requester requester, Instant asked) {
    return staff
        .find(requester.staffId())
        .filter(member -> member.keepsWorkOf(asked))
        .map(member -> member.actor(requester.origin(), requester.address()))
        .flatMap(actor -> withToken(actor, requester));
  }

  /** One that has only expired was good for what was asked with it. */
  private Optional<Actor> withToken(Actor actor, Requester requester) {
    return requester.tokenId() == null
        ? Optional.of(actor)
        : tokens
            .find(requester.tokenId())
            .filter(token -> token.revokedAt() == null)
            .map(token -> actor.with(token.asUsed()));
  }
}
