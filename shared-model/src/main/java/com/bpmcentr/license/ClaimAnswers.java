package com.bpmcentr.license;

import org.jspecify.annotations.Nullable;

/** The answers to claims that are known while one check is decided. */
@FunctionalInterface
public interface ClaimAnswers {

  /** No claim has been made. */
  ClaimAnswers NONE = (grant, account) -> null;

  /** The answer to binding this grant to this account, or null when it has to be asked for. */
  @Nullable ClaimAnswer find(HeldGrant grant, String account);
}
