package com.bpmcentr.console.api;

import com.bpmcentr.console.secret.Secret;
import jakarta.validation.constraints.NotNull;

/** The password that holds, and the one to hold from now on. */
record PasswordChange(@NotNull String currentPassword, @NotNull String newPassword) {

  Secret present() {
    return new Secret(currentPassword);
  }

  Secret wanted() {
    return new Secret(newPassword);
  }

  @Override
  public String toString() {
    return "PasswordChange[redacted]";
  }
}
