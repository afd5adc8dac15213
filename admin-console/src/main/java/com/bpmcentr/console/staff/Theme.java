package com.bpmcentr.console.staff;

import com.bpmcentr.license.WireName;

/** The colours of screens: light, dark, or as the viewer's system has it. */
public enum Theme implements WireName {
  SYSTEM,
  LIGHT,
  DARK
}
