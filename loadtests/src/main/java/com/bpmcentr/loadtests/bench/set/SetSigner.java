package com.bpmcentr.loadtests.bench.set;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.bpmcentr.license.Document;
import com.bpmcentr.license.DocumentCodec;
import com.bpmcentr.license.Hash;
import com.bpmcentr.license.PreAuthenticationEncoding;
import com.bpmcentr.license.SignedDocument;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Base64;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfoBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;

/**
 * Signs as the console does, with a key made from its own name: whoever can read this class has it,
 * so it is for benchmarks only. Safe for use by several threads.
 */
final class SetSigner {
  static final String KEY_ID = "benchmark";
  static final String PASSPHRASE = "benchmark";

  private static final int LEAST_ITERATIONS = 1_000;

  private final Ed25519PrivateKeyParameters privateKey =
      new Ed25519PrivateKeyParameters(
          Hash.sha256("signing key of the benchmark".getBytes(UTF_8)).toByteArray());

  SignedDocument sign(Document document) {
    String payloadType = document.payloadType().mediaType();
    byte[] payload = DocumentCodec.encode(document);
    byte[] covered = PreAuthenticationEncoding.of(payloadType, payload);
    Ed25519Signer signer = new Ed25519Signer();
    signer.init(true, privateKey);
    signer.update(covered, 0, covered.length);
    return new SignedDocument(payloadType, payload, KEY_ID, signer.generateSignature());
  }

  /** The keyring's file for edges and console. */
  String keyring() {
    String publicKey =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(privateKey.generatePublicKey().getEncoded());
    return "{\"keys\":[{\"id\":\"%s\",\"publicKey\":\"%s\",\"status\":\"active\",\"retiredAt\":null}]}"
        .formatted(KEY_ID, publicKey);
  }

  /** The private key's file for a console, under {@link #PASSPHRASE}. */
  String encryptedKey() throws IOException {
    PrivateKeyInfo plain =
        new PrivateKeyInfo(
            new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519),
            new DEROctetString(privateKey.getEncoded()));
    StringWriter text = new StringWriter();
    try (PemWriter pem = new PemWriter(text)) {
      byte[] encrypted =
          new PKCS8EncryptedPrivateKeyInfoBuilder(plain)
              .build(
                  new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_256_CBC)
                      .setProvider(new BouncyCastleProvider())
                      .setPRF(PKCS8Generator.PRF_HMACSHA256)
                      .setIterationCount(LEAST_ITERATIONS)
                      .setPassword(PASSPHRASE.toCharArray())
                      .build())
              .getEncoded();
      pem.writeObject(new PemObject("ENCRYPTED PRIVATE KEY", encrypted));
    } catch (OperatorCreationException e) {
      throw new IllegalStateException("a key cannot be encrypted", e);
    }
    return text.toString();
  }
}
