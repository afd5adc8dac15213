package com.bpmcentr.console.publishing;

import com.bpmcentr.console.secret.Secret;
import com.bpmcentr.license.Document;
import com.bpmcentr.license.DocumentCodec;
import com.bpmcentr.license.KeyStatus;
import com.bpmcentr.license.Keyring;
import com.bpmcentr.license.PreAuthenticationEncoding;
import com.bpmcentr.license.SignedDocument;
import com.bpmcentr.license.TrustedKey;
import java.util.Arrays;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/** The private key that licenses are signed with. Safe for use by several threads. */
public final class SigningKey {

  private final String id;
  private final Ed25519PrivateKeyParameters privateKey;

  SigningKey(String id, Ed25519PrivateKeyParameters privateKey) {
    this.id = id;
    this.privateKey = privateKey;
  }

  /**
   * Opens the key file. Its id is that of its public half in the keyring, where it must be active:
   * edges would refuse what any other key signs.
   *
   * @throws UnusableKeyException when file, passphrase and keyring do not fit together
   */
  public static SigningKey open(byte[] pem, Secret passphrase, Keyring keyring)
      throws UnusableKeyException {
    Ed25519PrivateKeyParameters privateKey = EncryptedKeyFile.decrypt(pem, passphrase);
    byte[] publicKey = privateKey.generatePublicKey().getEncoded();
    for (TrustedKey trusted : keyring.keys()) {
      if (Arrays.equals(trusted.publicKey().toByteArray(), publicKey)) {
        if (trusted.status() != KeyStatus.ACTIVE) {
          throw new UnusableKeyException(
              "its key " + trusted.id() + " is not active in the keyring");
        }
        return new SigningKey(trusted.id(), privateKey);
      }
    }
    throw new UnusableKeyException("its public half is not in the keyring");
  }

  /** By which the keyring knows the key. */
  public String id() {
    return id;
  }

  SignedDocument sign(Document document) {
    String payloadType = document.payloadType().mediaType();
    byte[] payload = DocumentCodec.encode(document);
    byte[] covered = PreAuthenticationEncoding.of(payloadType, payload);
    Ed25519Signer signer = new Ed25519Signer();
    signer.init(true, privateKey);
    signer.update(covered, 0, covered.length);
    return new SignedDocument(payloadType, payload, id, signer.generateSignature());
  }

  @Override
  public String toString() {
    return "SigningKey[" + id + "]";
  }
}
