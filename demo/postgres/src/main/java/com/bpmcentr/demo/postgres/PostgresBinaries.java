package com.bpmcentr.demo.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/** The PostgreSQL programs for this machine, unpacked from the archive on the class path. */
final class PostgresBinaries {
  /** This machine's, with its digest: who starts several servers reads it through once. */
  private static @Nullable Archive ofThisMachine;

  private final Path home;

  /**
   * The programs, packed.
   *
   * @param digest names what is in it
   */
  record Archive(Content content, String digest) {

    /** Where the bytes come from. */
    interface Content {
      InputStream open() throws IOException;
    }

    static Archive of(Content content) throws IOException {
      try (InputStream stream = content.open()) {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        new DigestInputStream(stream, sha256).transferTo(OutputStream.nullOutputStream());
        return new Archive(content, HexFormat.of().formatHex(sha256.digest()));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java has SHA-256", e);
      }
    }
  }

  private PostgresBinaries(Path home) {
    this.home = home;
  }

  /**
   * Unpacks the archive below {@code parent} unless that was done before. The folder is named after
   * the archive's digest, so another version never meets the programs of this one.
   */
  static PostgresBinaries unpackedIn(Path parent) throws IOException {
    return unpackedIn(parent, ofThisMachine());
  }

  static PostgresBinaries unpackedIn(Path parent, Archive archive) throws IOException {
    Path home = parent.resolve("postgresql-" + archive.digest().substring(0, 12));
    if (!Files.isDirectory(home)) {
      Files.createDirectories(parent);
      Path unpacking = Files.createTempDirectory(parent, ".unpacking-");
      try {
        unpack(archive.content(), unpacking);
        Files.setPosixFilePermissions(unpacking, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.move(unpacking, home, StandardCopyOption.ATOMIC_MOVE);
      } catch (FileSystemException e) {
        // Another process was first; its copy is the same. Which exception says so is the system's.
        if (!Files.isDirectory(home)) {
          throw e;
        }
      } finally {
        Folders.delete(unpacking);
      }
    }
    return new PostgresBinaries(home);
  }

  Path program(String name) {
    return home.resolve("bin").resolve(name);
  }

  static String archiveName(String osName, String osArch) throws DatabaseStartException {
    String system = osName.toLowerCase(Locale.ROOT);
    String family = system.startsWith("linux") ? "linux" : system.startsWith("mac") ? "darwin" : "";
    String machine =
        switch (osArch) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "arm_64";
          default -> "";
        };
    if (family.isEmpty() || machine.isEmpty()) {
      throw new DatabaseStartException(
          "no PostgreSQL programs for " + osName + " on " + osArch + " (only Linux and macOS)");
    }
    return "/postgres-" + family + "-" + machine + ".txz";
  }

  private static InputStream open(String archive) throws IOException {
    InputStream stream = PostgresBinaries.class.getResourceAsStream(archive);
    if (stream == null) {
      throw new DatabaseStartException(
          "the PostgreSQL archive " + archive + " is not in the build");
    }
    return stream;
  }

  private static synchronized Archive ofThisMachine() throws IOException {
    Archive known = ofThisMachine;
    if (known == null) {
      String name = archiveName(System.getProperty("os.name"), System.getProperty("os.arch"));
      known = Archive.of(() -> open(name));
      ofThisMachine = known;
    }
    return known;
  }

  private static void unpack(Archive.Content archive, Path target) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive.open())))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
          throw new IOException("the archive points outside itself: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(path);
          continue;
        }
        Files.createDirectories(parentOf(path));
        if (entry.isSymbolicLink()) {
          Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
          Files.copy(tar, path, StandardCopyOption.REPLACE_EXISTING);
          boolean executable = (entry.getMode() & 0100) != 0;
          Files.setPosixFilePermissions(
              path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        }
      }
    }
  }

  private static Path parentOf(Path path) throws IOException {
    Path parent = path.getParent();
    if (parent == null) {
      throw new IOException("no parent: " + path);
    }
    return parent;
  }
}
