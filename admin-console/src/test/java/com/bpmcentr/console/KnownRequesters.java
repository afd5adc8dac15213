package com.bpmcentr.console;

import com.bpmcentr.console.job.Requester;
import com.bpmcentr.console.job.Requesters;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.staff.Role;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The staff of {@link Business#staff}, each in its own role until a test says otherwise. */
public final class KnownRequesters implements Requesters {

  private final Map<UUID, Role> roles =
      new ConcurrentHashMap<>(
          Stream.of(Role.values())
              .collect(Collectors.toMap(role -> id(Business.staff(role)), role -> role)));

  @Override
  public Optional<Actor> actor(Requester requester, Instant asked) {
    return Optional.ofNullable(roles.get(requester.staffId()))
        .map(
            role ->
                new Actor(
                    requester.staffId(),
                    requester.name(),
                    role,
                    requester.origin(),
                    requester.address()));
  }

  /** Gives another role to the member who had this one. */
  public void change(Role before, Role after) {
    roles.put(id(Business.staff(before)), after);
  }

  /** Closes the account of the member with this role. */
  public void disable(Role role) {
    roles.remove(id(Business.staff(role)));
  }

  private static UUID id(Actor actor) {
    return Requester.of(actor).staffId();
  }
}
