package com.bpmcentr.license;

import com.bpmcentr.license.signature.Ed25519PublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The public keys that this program trusts, read from a file that its operator places:
 *
 * <pre>{@code
 * {"keys":[{"id":"k1","publicKey":"<32 bytes in base64url>","status":"active","retiredAt":null}]}
 * }</pre>
 *
 * The algorithm is the key's (Ed25519); nothing in a document chooses it.
 */
public final class Keyring {

  private static final int MOST_KEYS = 64;

  private final Map<String, TrustedKey> keys;
  private final boolean compromised;

  /**
   * A keyring of these keys.
   *
   * @throws IllegalArgumentException when there is none, there are over 64, or an id or a public
   *     key is there twice
   */
  public Keyring(List<TrustedKey> keys) {
    if (keys.isEmpty() || keys.size() > MOST_KEYS) {
      throw new IllegalArgumentException("a keyring holds 1 to 64 keys");
    }
    Map<String, TrustedKey> byId = new LinkedHashMap<>();
    Set<Ed25519PublicKey> publicKeys = new HashSet<>();
    for (TrustedKey key : keys) {
      // Under a second id, a key marked as compromised would go on being trusted.
      if (byId.put(key.id(), key) != null || !publicKeys.add(key.publicKey())) {
        throw new IllegalArgumentException("a key stands in the keyring twice");
      }
    }
    this.keys = byId;
    this.compromised = keys.stream().anyMatch(key -> key.status() == KeyStatus.COMPROMISED);
  }

  /**
   * Reads the file's bytes.
   *
   * @throws MalformedException naming the field that is missing or wrong
   */
  public static Keyring parse(byte[] json) throws MalformedException {
    List<TrustedKey> keys = new ArrayList<>();
    for (JsonFields key : JsonFields.parse(json).objects("keys")) {
      try {
        keys.add(
            new TrustedKey(
                key.text("id"),
                key.parsed("publicKey", Keyring::publicKey),
                key.constant("status", KeyStatus.class),
                key.optionalTime("retiredAt")));
      } catch (IllegalArgumentException e) {
        throw new MalformedException(String.valueOf(e.getMessage()));
      }
    }
    try {
      return new Keyring(keys);
    } catch (IllegalArgumentException e) {
      throw new MalformedException(String.valueOf(e.getMessage()));
    }
  }

  /** The key of that id, whatever its status, or null. */
  public @Nullable TrustedKey find(String keyId) {
    return keys.get(keyId);
  }

  /** All keys, in the file's order. */
  public List<TrustedKey> keys() {
    return List.copyOf(keys.values());
  }

  /** The ids of the keys that are marked as compromised. */
  public Set<String> compromisedKeys() {
    return keys.values().stream()
        .filter(key -> key.status() == KeyStatus.COMPROMISED)
        .map(TrustedKey::id)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether one of the keys is marked as compromised. */
  boolean hasCompromised() {
    return compromised;
  }

  private static Ed25519PublicKey publicKey(String base64url) {
    return new Ed25519PublicKey(Base64.getUrlDecoder().decode(base64url));
  }
}
