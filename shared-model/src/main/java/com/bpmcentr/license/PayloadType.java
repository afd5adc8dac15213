package com.bpmcentr.license;

import java.util.Optional;

/** The kinds of signed payload, each with a media type of its own (DSSE's payloadType). */
public enum PayloadType {
  LICENSE("application/vnd.bpmcentr.license+json"),
  CONNECTOR("application/vnd.bpmcentr.connector+json"),
  CHECKPOINT("application/vnd.bpmcentr.checkpoint+json");

  private final String mediaType;

  PayloadType(String mediaType) {
    this.mediaType = mediaType;
  }

  /** The media type that is signed together with the payload. */
  public String mediaType() {
    return mediaType;
  }

  /** Finds the kind by its exact media type. */
  public static Optional<PayloadType> find(String mediaType) {
    for (PayloadType type : values()) {
      if (type.mediaType.equals(mediaType)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
