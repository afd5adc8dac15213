package com.bpmcentr.console.audit;

import com.bpmcentr.license.WireName;

/** How an attempt ended. */
public enum Outcome implements WireName {
  DONE,
  REFUSED
}
