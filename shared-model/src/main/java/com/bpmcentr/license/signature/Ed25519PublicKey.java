package com.bpmcentr.license.signature;

import java.util.Arrays;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** An Ed25519 public key (RFC 8032) that verifies signatures. Safe for use by several threads. */
public final class Ed25519PublicKey {

  /** Bytes in a public key. */
  public static final int LENGTH = Ed25519PublicKeyParameters.KEY_SIZE;

  private static final int SIGNATURE_LENGTH = 64;

  private final Ed25519PublicKeyParameters parameters;

  /**
   * Takes the 32 bytes of RFC 8032, section 5.1.5.
   *
   * @throws IllegalArgumentException when they are not a point of full order, since a small-order
   *     key would accept forged signatures
   */
  public Ed25519PublicKey(byte[] bytes) {
    if (bytes.length != LENGTH || !Ed25519.validatePublicKeyFull(bytes, 0)) {
      throw new IllegalArgumentException("not an Ed25519 public key");
    }
    parameters = new Ed25519PublicKeyParameters(bytes);
  }

  /** Whether the signature is this key's over exactly these bytes. */
  public boolean verifies(byte[] message, byte[] signature) {
    if (signature.length != SIGNATURE_LENGTH) {
      return false;
    }
    Ed25519Signer signer = new Ed25519Signer();
    signer.init(false, parameters);
    signer.update(message, 0, message.length);
    return signer.verifySignature(signature);
  }

  /** The key's 32 bytes. */
  public byte[] toByteArray() {
    return parameters.getEncoded();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Ed25519PublicKey key && Arrays.equals(toByteArray(), key.toByteArray());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(toByteArray());
  }
}
