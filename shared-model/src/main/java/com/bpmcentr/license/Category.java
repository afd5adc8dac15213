package com.bpmcentr.license;

/** What a connector costs; {@link #FREE} needs neither key nor subscription. */
public enum Category implements WireName {
  FREE,
  STANDARD,
  EXTENDED,
  PREMIUM
}
