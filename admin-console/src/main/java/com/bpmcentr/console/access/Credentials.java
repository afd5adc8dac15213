package com.bpmcentr.console.access;

import com.bpmcentr.console.config.ConsoleStartException;
import com.bpmcentr.console.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** What the first owner gets in with; handed over once. */
record Credentials(String email, Secret password, Secret token) {

  /** Writes them to a file that only its owner can read, or prints them where there is none. */
  void handOver(@Nullable Path file) {
    if (file == null) {
      print();
    } else {
      write(file);
    }
  }

  /** The one thing the console prints on standard output: it must not end up in the log. */
  @SuppressWarnings("SystemOut")
  private void print() {
    System.out.println("The first owner, shown this once:\n" + lines());
  }

  private void write(Path file) {
    Path target = file.toAbsolutePath();
    Path partial = target.resolveSibling(target.getFileName() + ".part");
    try {
      Files.deleteIfExists(partial);
      Files.createFile(
          partial,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(partial, lines());
      Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new ConsoleStartException("CONSOLE_FIRST_OWNER_FILE cannot be written: " + target, e);
    }
  }

  private String lines() {
    return """
        STAFF_EMAIL=%s
        STAFF_PASSWORD=%s
        API_TOKEN=%s
        """
        .formatted(email, password.reveal(), token.reveal());
  }
}
