package com.bpmcentr.console;

import com.bpmcentr.console.config.ConfigurationException;
import com.bpmcentr.console.config.ConsoleConfig;
import com.bpmcentr.console.publishing.SigningKey;
import com.bpmcentr.console.publishing.UnusableKeyException;
import com.bpmcentr.license.Keyring;
import com.bpmcentr.license.MalformedException;
import com.bpmcentr.license.Peppers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files that the configuration names, read and found to fit together. */
record ConsoleFiles(Keyring keyring, Peppers peppers, SigningKey signingKey) {

  /**
   * Reads all of them.
   *
   * @throws ConfigurationException naming the variable whose file is not what it must be
   */
  static ConsoleFiles read(ConsoleConfig config) {
    Keyring keyring = parse("CONSOLE_KEYRING", config.keyring(), Keyring::parse);
    Peppers peppers = parse("CONSOLE_PEPPERS", config.peppers(), Peppers::parse);
    SigningKey signingKey =
        parse(
            "CONSOLE_SIGNING_KEY",
            config.signingKey(),
            pem -> SigningKey.open(pem, config.signingKeyPassphrase(), keyring));
    return new ConsoleFiles(keyring, peppers, signingKey);
  }

  private interface Parser<T> {
    T parse(byte[] bytes) throws MalformedException, UnusableKeyException;
  }

  private static <T> T parse(String variable, Path file, Parser<T> parser) {
    try {
      return parser.parse(Files.readAllBytes(file));
    } catch (MalformedException | UnusableKeyException e) {
      throw ConfigurationException.of(variable, "names a file that is wrong: " + e.getMessage());
    } catch (IOException e) {
      throw ConfigurationException.of(variable, "names a file that cannot be read: " + file);
    }
  }
}
