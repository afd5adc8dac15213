package com.bpmcentr.console.secret;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.bpmcentr.license.KeyDigest;
import com.bpmcentr.license.Peppers;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;
import java.util.UUID;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * Encrypts secrets that must wait in the database until they are shown: AES-256-GCM under a key
 * derived from the peppers, which the database does not hold. Who steals the one without the other
 * has nothing.
 *
 * <p>The key is HMAC-SHA-256 of a label under a pepper. No digest of a customer's key can be the
 * same: the label has spaces in it, and keys have none.
 */
@Component
public final class SecretSeal {

  private static final String LABEL = "seal of secrets that wait to be shown";
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  /** The active pepper's first; after a change of peppers the older ones still open. */
  private final List<SecretKeySpec> keys;

  private final SecureRandom random = new SecureRandom();

  SecretSeal(Peppers peppers) {
    keys = peppers.digests(LABEL).stream().map(SecretSeal::key).toList();
  }

  /**
   * The sealed secret: nonce, then ciphertext and tag.
   *
   * @param place where it is kept; it opens nowhere else
   */
  public byte[] seal(Secret secret, UUID place) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] text = secret.reveal().getBytes(US_ASCII);
    try {
      byte[] sealed = run(Cipher.ENCRYPT_MODE, keys.getFirst(), nonce, text, place);
      return ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES-GCM", e);
    }
  }

  /**
   * Opens what {@link #seal} made.
   *
   * @throws IllegalStateException when it was changed, or its pepper is gone
   */
  public Secret open(byte[] sealed, UUID place) {
    ByteBuffer bytes = ByteBuffer.wrap(sealed);
    byte[] nonce = new byte[NONCE_BYTES];
    bytes.get(nonce);
    byte[] rest = new byte[bytes.remaining()];
    bytes.get(rest);
    for (SecretKeySpec key : keys) {
      try {
        return new Secret(new String(run(Cipher.DECRYPT_MODE, key, nonce, rest, place), US_ASCII));
      } catch (AEADBadTagException _) {
        // Another pepper's, perhaps.
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("every Java platform has AES-GCM", e);
      }
    }
    throw new IllegalStateException("a sealed secret was changed, or its pepper is gone");
  }

  private static byte[] run(int mode, SecretKeySpec key, byte[] nonce, byte[] text, UUID place)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(
        ByteBuffer.allocate(2 * Long.BYTES)
            .putLong(place.getMostSignificantBits())
            .putLong(place.getLeastSignificantBits())
            .flip());
    return cipher.doFinal(text);
  }

  private static SecretKeySpec key(KeyDigest digest) {
    return new SecretKeySpec(digest.toByteArray(), "AES");
  }
}
