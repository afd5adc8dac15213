package com.bpmcentr.license;

/** The languages that customers are answered in. */
public enum Language implements WireName {
  UK,
  RU,
  EN
}
