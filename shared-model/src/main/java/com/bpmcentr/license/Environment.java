package com.bpmcentr.license;

/** What an API key is for; both kinds decide alike, test keys are left out of the figures. */
public enum Environment implements WireName {
  PROD,
  TEST
}
