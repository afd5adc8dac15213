package com.bpmcentr.console.publishing;

import com.bpmcentr.console.config.CommandOptions;
import com.bpmcentr.console.config.ConfigurationException;
import com.bpmcentr.console.config.ConsoleConfig;
import com.bpmcentr.console.secret.Secret;
import com.bpmcentr.license.Keyring;
import com.bpmcentr.license.Limits;
import com.bpmcentr.license.MalformedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code create-signing-key --key FILE --keyring FILE --id ID}: makes a key pair. The private half
 * goes into a new file, encrypted; the public half is added to the keyring, which is made if it is
 * not there.
 */
public final class CreateSigningKey {

  private static final int SHORTEST_PASSPHRASE = 12;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private CreateSigningKey() {}

  /**
   * Makes the files.
   *
   * @throws ConfigurationException when something is in the way; nothing is written then
   */
  public static void run(CommandOptions options, @Nullable String passphrase) {
    run(options, passphrase, EncryptedKeyFile.ITERATIONS);
  }

  /** With fewer iterations for tests, which open it often. */
  static void run(CommandOptions options, @Nullable String passphrase, int iterations) {
    Path keyFile = options.path("--key");
    Path keyringFile = options.path("--keyring");
    String id = options.text("--id");
    if (!Limits.isId(id)) {
      throw new ConfigurationException("--id must be 1 to 64 letters, digits, dots, _ or hyphens");
    }
    if (passphrase == null || passphrase.length() < SHORTEST_PASSPHRASE) {
      throw new ConfigurationException(
          ConsoleConfig.SIGNING_KEY_PASSPHRASE
              + " must be set, to at least "
              + SHORTEST_PASSPHRASE
              + " characters");
    }
    if (Files.exists(keyFile)) {
      throw new ConfigurationException(keyFile + " is there already, and is left as it is");
    }
    SecureRandom random = new SecureRandom();
    Ed25519PrivateKeyParameters privateKey = new Ed25519PrivateKeyParameters(random);
    byte[] keyring = keyringWith(keyringFile, id, privateKey.generatePublicKey().getEncoded());
    try {
      DurableFile.writeSecret(
          keyFile,
          EncryptedKeyFile.encrypt(privateKey, new Secret(passphrase), random, iterations));
      DurableFile.write(keyringFile, keyring);
    } catch (IOException e) {
      throw new ConfigurationException("cannot write " + keyFile + " and " + keyringFile);
    }
  }

  private static byte[] keyringWith(Path file, String id, byte[] publicKey) {
    try {
      ObjectNode keyring = JSON.createObjectNode();
      if (Files.exists(file)) {
        byte[] bytes = Files.readAllBytes(file);
        if (Keyring.parse(bytes).find(id) != null) {
          throw new ConfigurationException(file + " has a key " + id + " already");
        }
        keyring = (ObjectNode) JSON.readTree(bytes);
      }
      ArrayNode keys = keyring.withArrayProperty("keys");
      keys.addObject()
          .put("id", id)
          .put("publicKey", Base64.getUrlEncoder().withoutPadding().encodeToString(publicKey))
          .put("status", "active")
          .putNull("retiredAt");
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(keyring);
    } catch (MalformedException | JacksonException e) {
      throw new ConfigurationException(file + " is not a keyring: " + e.getMessage());
    } catch (IOException e) {
      throw new ConfigurationException(file + " cannot be read");
    }
  }
}
