package com.bpmcentr.loadtests.bench.set;

import java.nio.file.Path;

/** Where the files of one set lie. */
public record SetFiles(Path folder) {

  /** The keyring, as edge and console read it. */
  public Path keyring() {
    return folder.resolve("keyring.json");
  }

  /** The peppers, as edge and console read them. */
  public Path peppers() {
    return folder.resolve("peppers.json");
  }

  /** The signing key for a console that works on this set; see {@link #signingKeyPassphrase()}. */
  public Path signingKey() {
    return folder.resolve("signing-key.pem");
  }

  /** No secret: the key is made from its name. */
  public String signingKeyPassphrase() {
    return SetSigner.PASSPHRASE;
  }

  /** {@code key,connector,account} of every customer whose check is valid. */
  public Path keys() {
    return folder.resolve("keys.csv");
  }

  /** {@code key,connector,account,code} of the customers on top, whose checks are denied. */
  public Path denied() {
    return folder.resolve("denied.csv");
  }

  Path postgresData() {
    return folder.resolve("postgres");
  }

  Path postgresLog() {
    return folder.resolve("postgres.log");
  }

  /** Says what the set was made from; written last, so a set without it is no set. */
  Path fingerprint() {
    return folder.resolve("made-from");
  }
}
