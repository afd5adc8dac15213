package com.bpmcentr.console.apikey;

import com.bpmcentr.license.WireName;

/** What a key is good for at one moment: derived, never stored. */
public enum ApiKeyStatus implements WireName {
  ACTIVE,
  /** Works, and has an end: it was rotated or retired, or made for a time. */
  RETIRING,
  EXPIRED,
  REVOKED
}
