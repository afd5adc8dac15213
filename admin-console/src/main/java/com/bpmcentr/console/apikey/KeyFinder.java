package com.bpmcentr.console.apikey;

import com.bpmcentr.license.KeyDigest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Finds the key that someone means, by its id or by what it is known by. */
@Component
public final class KeyFinder {

  private final ApiKeyRepository keys;

  KeyFinder(ApiKeyRepository keys) {
    this.keys = keys;
  }

  /** A key and what licenses call it by. */
  public record Found(ApiKey key, KeyDigest digest) {}

  public Optional<Found> find(UUID id) {
    return keys.found(id);
  }

  /** By the key's digests, one for each pepper. */
  public Optional<Found> find(List<KeyDigest> digests) {
    return keys.found(digests);
  }
}
