package com.bpmcentr.console.usage;

/** What days of usage can be asked of. */
public enum UsageOf {
  API_KEY("api-key"),
  SUBSCRIPTION("subscription");

  private final String type;

  UsageOf(String type) {
    this.type = type;
  }

  /** As the audit log calls it. */
  public String type() {
    return type;
  }
}
