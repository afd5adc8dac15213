package com.bpmcentr.console.api;

import com.bpmcentr.console.access.StaffAccounts;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A password that was made for a member, the only time that it is seen.
 *
 * @param alreadyShown in a replay, which does not show it again
 */
@Schema(name = "NewPassword")
record NewPasswordJson(
    UUID id,
    String email,
    @Nullable String password,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean alreadyShown)
    implements RevealsSecret {

  static NewPasswordJson of(StaffAccounts.WithPassword made) {
    return new NewPasswordJson(
        made.member().id(), made.member().email(), made.password().reveal(), null);
  }

  @Override
  public Object withoutSecret() {
    return new NewPasswordJson(id, email, null, true);
  }

  @Override
  public String toString() {
    return "NewPasswordJson[" + id + "]";
  }
}
