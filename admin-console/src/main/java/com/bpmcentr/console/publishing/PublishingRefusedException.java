package com.bpmcentr.console.publishing;

/**
 * Nothing was signed, and the transaction must be rolled back: what the database says cannot be
 * trusted. An exception and no refusal, because no caller could have known or do anything about it.
 */
public final class PublishingRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final PublishingAlarm.Kind kind;

  PublishingRefusedException(PublishingAlarm.Kind kind, String detail) {
    super(detail);
    this.kind = kind;
  }

  public PublishingAlarm.Kind kind() {
    return kind;
  }
}
