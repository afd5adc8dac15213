package com.bpmcentr.console.staff;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * On whose behalf a service method runs. Each takes it first and asks {@link #may} before anything
 * else, so that a screen and the API cannot differ in what they allow.
 *
 * @param staffId absent only when the console acts of itself
 * @param name what the audit log shows: the member's e-mail address, or the console's part
 * @param address the network address the request came from, where there was a request
 */
public record Actor(
    @Nullable UUID staffId, String name, Role role, Origin origin, @Nullable String address) {

  /** The console acting of itself; no staff member can pose as it. */
  public static Actor system(String part) {
    return new Actor(null, part, Role.OWNER, Origin.SYSTEM, null);
  }

  public boolean may(Permission permission) {
    return role.may(permission);
  }
}
