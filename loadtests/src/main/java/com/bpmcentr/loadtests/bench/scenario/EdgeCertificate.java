package com.bpmcentr.loadtests.bench.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.bpmcentr.loadtests.bench.server.Project;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** A certificate for an edge here, by the JDK's own tool; nobody need trust it. */
final class EdgeCertificate {
  private static final String ALIAS = "edge";
  private static final char[] PASSWORD = "changeit".toCharArray();

  private EdgeCertificate() {}

  /** Makes a new one, and gives the settings with which an edge serves it. */
  static Map<String, String> make(Project project) throws IOException {
    Path store = project.benchFolder().resolve("tls.p12");
    Files.deleteIfExists(store);
    Process tool =
        new ProcessBuilder(
                List.of(
                    Path.of(project.java()).resolveSibling("keytool").toString(),
                    "-genkeypair",
                    "-alias",
                    ALIAS,
                    "-keyalg",
                    "EC",
                    // the curve whose signatures cost Java the least
                    "-groupname",
                    "secp256r1",
                    "-dname",
                    "CN=edge",
                    "-storetype",
                    "PKCS12",
                    "-storepass",
                    new String(PASSWORD),
                    "-keystore",
                    store.toString()))
            .redirectErrorStream(true)
            .start();
    String said = new String(tool.getInputStream().readAllBytes(), UTF_8);
    try {
      if (tool.waitFor() != 0) {
        throw new IOException("keytool: " + said.strip());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for keytool");
    }
    return Map.of(
        "EDGE_TLS_CERTIFICATE", pem(project, store, "CERTIFICATE").toString(),
        "EDGE_TLS_KEY", pem(project, store, "PRIVATE KEY").toString());
  }

  private static Path pem(Project project, Path store, String type) throws IOException {
    try {
      KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD);
      byte[] encoded =
          type.equals("CERTIFICATE")
              ? keys.getCertificate(ALIAS).getEncoded()
              : keys.getKey(ALIAS, PASSWORD).getEncoded();
      return Files.writeString(
          project.benchFolder().resolve(type.equals("CERTIFICATE") ? "tls.crt" : "tls.key"),
          "-----BEGIN %s-----\n%s\n-----END %s-----\n"
              .formatted(
                  type,
                  Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded),
                  type));
    } catch (GeneralSecurityException e) {
      throw new IOException("keytool's file cannot be read", e);
    }
  }
}
