package com.bpmcentr.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The console's signing key with its passphrase, and the keyring and peppers that edges read. */
record SigningFiles(Path folder) {
  Path signingKey() {
    return folder.resolve("signing-key.pem");
  }

  Path keyring() {
    return folder.resolve("keyring.json");
  }

  Path peppers() {
    return folder.resolve("peppers.json");
  }

  String passphrase() throws IOException {
    return Files.readString(passphraseFile());
  }

  /**
   * Makes them with the console's own commands at the first start. The folder gets its name when
   * all is in it; once there are data that were signed, nothing else will do.
   */
  static SigningFiles openOrCreate(DemoFolder demo, Programs programs)
      throws IOException, DemoRefusal {
    SigningFiles files = new SigningFiles(demo.signingFolder());
    if (Files.exists(files.folder)) {
      for (Path file :
          List.of(files.signingKey(), files.keyring(), files.peppers(), files.passphraseFile())) {
        requireThere(file);
      }
      return files;
    }
    if (Files.exists(demo.databaseFolder())) {
      requireThere(files.folder);
    }
    Path making = files.folder.resolveSibling("signing.new");
    delete(making);
    Files.createDirectory(making);
    SigningFiles made = new SigningFiles(making);
    DemoFolder.writeSecret(made.passphraseFile(), newPassphrase());
    Map<String, String> environment = Map.of("CONSOLE_SIGNING_KEY_PASSPHRASE", made.passphrase());
    programs.runConsoleCommand(
        List.of(
            "create-signing-key",
            "--key",
            made.signingKey().toString(),
            "--keyring",
            made.keyring().toString(),
            "--id",
            "k1"),
        environment);
    programs.runConsoleCommand(
        List.of("create-peppers", "--file", made.peppers().toString()), environment);
    Files.move(making, files.folder, StandardCopyOption.ATOMIC_MOVE);
    return files;
  }

  private Path passphraseFile() {
    return folder.resolve("passphrase");
  }

  private static void requireThere(Path file) throws DemoRefusal {
    if (!Files.exists(file)) {
      throw new DemoRefusal(
          "the demo's folder is damaged: %s is missing; delete %s to begin anew"
              .formatted(file, file.getParent()));
    }
  }

  private static String newPassphrase() {
    byte[] bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> paths = Files.walk(folder)) {
      deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.delete(path);
    }
  }
}
