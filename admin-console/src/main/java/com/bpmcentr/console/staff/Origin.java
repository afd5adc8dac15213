package com.bpmcentr.console.staff;

import com.bpmcentr.license.WireName;

/** Which door an operation came through; the audit log keeps it. */
public enum Origin implements WireName {
  SCREEN,
  API,
  /** The console itself: the first start, a schedule, a claim made at an edge. */
  SYSTEM
}
