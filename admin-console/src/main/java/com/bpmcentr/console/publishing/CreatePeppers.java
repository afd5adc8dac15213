package com.bpmcentr.console.publishing;

import com.bpmcentr.console.config.CommandOptions;
import com.bpmcentr.console.config.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code create-peppers --file FILE}: makes the file with the first of the secrets that API keys
 * are digested under.
 */
public final class CreatePeppers {

  private static final int SECRET_BYTES = 32;
  private static final String FIRST_ID = "p1";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private CreatePeppers() {}

  /**
   * Makes the file.
   *
   * @throws ConfigurationException when it is there already: without its secrets no key could be
   *     found any more, so it is never replaced
   */
  public static void run(CommandOptions options) {
    Path file = options.path("--file");
    if (Files.exists(file)) {
      throw new ConfigurationException(file + " is there already, and is left as it is");
    }
    byte[] secret = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(secret);
    ObjectNode peppers = JSON.createObjectNode().put("active", FIRST_ID);
    peppers
        .putArray("peppers")
        .addObject()
        .put("id", FIRST_ID)
        .put("secret", Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    try {
      DurableFile.writeSecret(
          file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(peppers));
    } catch (IOException e) {
      throw new ConfigurationException("cannot write " + file);
    }
  }
}
