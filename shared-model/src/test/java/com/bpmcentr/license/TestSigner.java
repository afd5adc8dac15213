package com.bpmcentr.license;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.bpmcentr.license.signature.Ed25519PublicKey;
import java.time.Instant;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.jspecify.annotations.Nullable;

/**
 * Signs as the console does, with a key made from its own name: everybody can make it again, and
 * nothing but tests trusts it.
 */
final class TestSigner {

  private final String keyId;
  private final Ed25519PrivateKeyParameters privateKey;

  TestSigner(String keyId) {
    this.keyId = keyId;
    Hash seed = Hash.sha256(("test signing key " + keyId).getBytes(UTF_8));
    this.privateKey = new Ed25519PrivateKeyParameters(seed.toByteArray());
  }

  SignedDocument sign(Document document) {
    return sign(document.payloadType(), DocumentCodec.encode(document));
  }

  SignedDocument sign(PayloadType type, byte[] payload) {
    return new SignedDocument(
        type.mediaType(), payload, keyId, signature(type.mediaType(), payload));
  }

  byte[] signature(String payloadType, byte[] payload) {
    byte[] covered = PreAuthenticationEncoding.of(payloadType, payload);
    Ed25519Signer signer = new Ed25519Signer();
    signer.init(true, privateKey);
    signer.update(covered, 0, covered.length);
    return signer.generateSignature();
  }

  byte[] publicKey() {
    return privateKey.generatePublicKey().getEncoded();
  }

  TrustedKey trusted(KeyStatus status, @Nullable Instant retiredAt) {
    return new TrustedKey(keyId, new Ed25519PublicKey(publicKey()), status, retiredAt);
  }
}
