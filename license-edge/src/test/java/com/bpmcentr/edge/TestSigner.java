package com.bpmcentr.edge;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.bpmcentr.license.Document;
import com.bpmcentr.license.DocumentCodec;
import com.bpmcentr.license.Hash;
import com.bpmcentr.license.PreAuthenticationEncoding;
import com.bpmcentr.license.SignedDocument;
import java.util.Base64;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/** Signs as the console does, with a key made from its own name. */
public final class TestSigner {

  private final String keyId;
  private final Ed25519PrivateKeyParameters privateKey;

  public TestSigner(String keyId) {
    this(keyId, keyId);
  }

  private TestSigner(String keyId, String name) {
    this.keyId = keyId;
    Hash seed = Hash.sha256(("edge test key " + name).getBytes(UTF_8));
    this.privateKey = new Ed25519PrivateKeyParameters(seed.toByteArray());
  }

  /** Signs with a key of its own, and says that it is another's. */
  public static TestSigner pretending(String keyId) {
    return new TestSigner(keyId, "of a stranger");
  }

  public SignedDocument sign(Document document) {
    String payloadType = document.payloadType().mediaType();
    byte[] payload = DocumentCodec.encode(document);
    byte[] covered = PreAuthenticationEncoding.of(payloadType, payload);
    Ed25519Signer signer = new Ed25519Signer();
    signer.init(true, privateKey);
    signer.update(covered, 0, covered.length);
    return new SignedDocument(payloadType, payload, keyId, signer.generateSignature());
  }

  /** This key's part of a keyring file. */
  public String keyringEntry(String status) {
    String publicKey =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(privateKey.generatePublicKey().getEncoded());
    return "{\"id\":\"%s\",\"publicKey\":\"%s\",\"status\":\"%s\",\"retiredAt\":null}"
        .formatted(keyId, publicKey, status);
  }
}
