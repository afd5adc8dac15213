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
 * @param token which of the member's access tokens came with the call; absent for screens
 */
public record Actor(
    @Nullable UUID staffId,
    String name,
    Role role,
    Origin origin,
    @Nullable String address,
    @Nullable Token token) {

  /**
   * An access token, as far as anyone may know it.
   *
   * @param prefix its first characters, by which people tell tokens apart
   */
  public record Token(UUID id, String prefix) {}

  public Actor(
      @Nullable UUID staffId, String name, Role role, Origin origin, @Nullable String address) {
    this(staffId, name, role, origin, address, null);
  }

  /** The console acting of itself; no staff member can pose as it. */
  public static Actor system(String part) {
    return new Actor(null, part, Role.OWNER, Origin.SYSTEM, null);
  }

  public Actor with(@Nullable Token used) {
    return new Actor(staffId, name, role, origin, address, used);
  }

  public boolean may(Permission permission) {
    return role.may(permission);
  }
}
