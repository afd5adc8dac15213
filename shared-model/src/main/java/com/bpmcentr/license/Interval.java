package com.bpmcentr.license;

/** How long one paid period of a subscription lasts. */
public enum Interval implements WireName {
  MONTH,
  YEAR
}
