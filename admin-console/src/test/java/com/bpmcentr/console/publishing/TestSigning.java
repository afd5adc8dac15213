package com.bpmcentr.console.publishing;

import com.bpmcentr.license.KeyStatus;
import com.bpmcentr.license.Keyring;
import com.bpmcentr.license.TrustedKey;
import com.bpmcentr.license.signature.Ed25519PublicKey;
import java.security.SecureRandom;
import java.util.List;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;

/** Two key pairs, the same for all tests of a run. */
final class TestSigning {

  private static final Ed25519PrivateKeyParameters FIRST =
      new Ed25519PrivateKeyParameters(new SecureRandom());
  private static final Ed25519PrivateKeyParameters SECOND =
      new Ed25519PrivateKeyParameters(new SecureRandom());

  static final SigningKey K1 = new SigningKey("k1", FIRST);
  static final SigningKey K2 = new SigningKey("k2", SECOND);

  /** Trusts k1 and has not heard of k2. */
  static final Keyring KEYRING = new Keyring(List.of(trusted("k1", FIRST, KeyStatus.ACTIVE)));

  /** Has learnt that k1 is in somebody else's hands; signs with k2 now. */
  static final Keyring K1_COMPROMISED =
      new Keyring(
          List.of(
              trusted("k1", FIRST, KeyStatus.COMPROMISED),
              trusted("k2", SECOND, KeyStatus.ACTIVE)));

  private TestSigning() {}

  private static TrustedKey trusted(String id, Ed25519PrivateKeyParameters key, KeyStatus status) {
    return new TrustedKey(
        id, new Ed25519PublicKey(key.generatePublicKey().getEncoded()), status, null);
  }
}
