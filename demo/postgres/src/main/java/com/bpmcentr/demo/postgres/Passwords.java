package com.bpmcentr.demo.postgres;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

/**
 * The generated passwords of one server's roles, in a file inside its data directory that only its
 * owner can read: whoever can read that directory has the data anyway.
 */
final class Passwords {
  static final String FILE_NAME = "passwords.properties";
  static final String SUPERUSER = "postgres";

  private final Properties byRole;

  private Passwords(Properties byRole) {
    this.byRole = byRole;
  }

  static Passwords generate() {
    SecureRandom random = new SecureRandom();
    Properties byRole = new Properties();
    byRole.setProperty(SUPERUSER, password(random));
    for (DatabaseRole role : DatabaseRole.values()) {
      byRole.setProperty(role.roleName(), password(random));
    }
    return new Passwords(byRole);
  }

  static Passwords read(Path dataDirectory) throws IOException {
    Properties byRole = new Properties();
    try (Reader reader = Files.newBufferedReader(dataDirectory.resolve(FILE_NAME))) {
      byRole.load(reader);
    }
    return new Passwords(byRole);
  }

  void write(Path dataDirectory) throws IOException {
    StringWriter text = new StringWriter();
    byRole.store(text, null);
    Path file = dataDirectory.resolve(FILE_NAME);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, text.toString(), StandardOpenOption.WRITE);
  }

  String superuser() throws DatabaseStartException {
    return of(SUPERUSER);
  }

  String of(DatabaseRole role) throws DatabaseStartException {
    return of(role.roleName());
  }

  private String of(String role) throws DatabaseStartException {
    String password = byRole.getProperty(role);
    if (password == null) {
      throw new DatabaseStartException(FILE_NAME + " has no password for " + role);
    }
    return password;
  }

  /** 192 random bits in characters that need no escaping in a URL, in SQL or in a shell. */
  private static String password(SecureRandom random) {
    byte[] bytes = new byte[24];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Override
  public String toString() {
    return "Passwords[redacted]";
  }
}
