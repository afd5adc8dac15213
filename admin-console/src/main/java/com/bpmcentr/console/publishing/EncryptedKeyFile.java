package com.bpmcentr.console.publishing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.bpmcentr.console.secret.Secret;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.security.SecureRandom;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.OutputEncryptor;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfoBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;

/**
 * A private key as encrypted PKCS#8 in PEM (RFC 5958, RFC 7468): AES-256, its key derived from the
 * passphrase with PBKDF2. OpenSSL reads and writes the same.
 */
final class EncryptedKeyFile {

  private static final String PEM_TYPE = "ENCRYPTED PRIVATE KEY";
  // OWASP's figure for PBKDF2-HMAC-SHA256.
  static final int ITERATIONS = 600_000;

  private EncryptedKeyFile() {}

  /** With so many iterations of PBKDF2, which whoever opens it goes through again. */
  static byte[] encrypt(
      Ed25519PrivateKeyParameters privateKey,
      Secret passphrase,
      SecureRandom random,
      int iterations) {
    try {
      PrivateKeyInfo plain =
          new PrivateKeyInfo(
              new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519),
              new DEROctetString(privateKey.getEncoded()));
      OutputEncryptor encryptor =
          new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_256_CBC)
              .setProvider(new BouncyCastleProvider())
              .setPRF(PKCS8Generator.PRF_HMACSHA256)
              .setIterationCount(iterations)
              .setPassword(passphrase.reveal().toCharArray())
              .setRandom(random)
              .build();
      PKCS8EncryptedPrivateKeyInfo encrypted =
          new PKCS8EncryptedPrivateKeyInfoBuilder(plain).build(encryptor);
      StringWriter text = new StringWriter();
      try (PemWriter pem = new PemWriter(text)) {
        pem.writeObject(new PemObject(PEM_TYPE, encrypted.getEncoded()));
      }
      return text.toString().getBytes(US_ASCII);
    } catch (IOException | OperatorCreationException e) {
      throw new IllegalStateException("a key cannot be encrypted", e);
    }
  }

  static Ed25519PrivateKeyParameters decrypt(byte[] pem, Secret passphrase)
      throws UnusableKeyException {
    PKCS8EncryptedPrivateKeyInfo encrypted = parse(pem);
    try {
      PrivateKeyInfo plain =
          encrypted.decryptPrivateKeyInfo(
              new JceOpenSSLPKCS8DecryptorProviderBuilder()
                  .setProvider(new BouncyCastleProvider())
                  .build(passphrase.reveal().toCharArray()));
      if (PrivateKeyFactory.createKey(plain) instanceof Ed25519PrivateKeyParameters privateKey) {
        return privateKey;
      }
      throw new UnusableKeyException("it is not an Ed25519 key");
    } catch (PKCSException | IOException | OperatorCreationException e) {
      // Not as the cause: a parser's message may quote what it read.
      throw new UnusableKeyException("the passphrase does not open it");
    }
  }

  private static PKCS8EncryptedPrivateKeyInfo parse(byte[] pem) throws UnusableKeyException {
    try (PEMParser parser = new PEMParser(new StringReader(new String(pem, US_ASCII)))) {
      if (parser.readObject() instanceof PKCS8EncryptedPrivateKeyInfo encrypted) {
        return encrypted;
      }
    } catch (IOException e) {
      // The same complaint as for any other file.
    }
    throw new UnusableKeyException("it is not an encrypted PKCS#8 key in PEM");
  }
}
