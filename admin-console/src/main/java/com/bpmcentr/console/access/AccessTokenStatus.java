package com.bpmcentr.console.access;

import com.bpmcentr.license.WireName;

/** Whether a token opens anything. A disabled member's tokens are revoked. */
public enum AccessTokenStatus implements WireName {
  ACTIVE,
  EXPIRED,
  REVOKED
}
