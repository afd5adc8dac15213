package com.bpmcentr.edge.replica;

import com.bpmcentr.license.Keyring;
import com.bpmcentr.license.MalformedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The keyring's file as it was when it was read. */
public final class KeyringFile {

  private final Path path;
  private final byte[] bytes;
  private final Keyring keyring;

  private KeyringFile(Path path, byte[] bytes) throws MalformedException {
    this.path = path;
    this.bytes = bytes;
    this.keyring = Keyring.parse(bytes);
  }

  /**
   * Reads the file.
   *
   * @throws IOException when there is none that can be read
   * @throws MalformedException when it is no keyring
   */
  public static KeyringFile read(Path path) throws IOException, MalformedException {
    return new KeyringFile(path, Files.readAllBytes(path));
  }

  /** The file as it is now; this one when it says the same. */
  KeyringFile reread() throws IOException, MalformedException {
    byte[] now = Files.readAllBytes(path);
    return Arrays.equals(now, bytes) ? this : new KeyringFile(path, now);
  }

  /** The keys that it names. */
  Keyring keyring() {
    return keyring;
  }
}
