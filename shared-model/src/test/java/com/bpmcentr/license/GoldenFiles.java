package com.bpmcentr.license;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The golden files that are made, not written by hand. {@link GoldenFilesTest} compares each byte,
 * so a change of the format shows as a change of these files.
 *
 * <p>{@link #main} writes them anew into the folder given (src/test/resources/golden of this
 * module). Do that only for a change of the format that is meant: programs in the field hold to the
 * old files, and a change that old programs must not misread raises {@link DocumentCodec#FORMAT}.
 */
final class GoldenFiles {

  private GoldenFiles() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    for (Map.Entry<String, byte[]> file : all().entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
  }

  /** The made files' bytes, by path under {@code golden}. */
  static Map<String, byte[]> all() {
    Map<String, byte[]> files = new TreeMap<>();
    files.put("keyring.json", GoldenEnvelopes.keyring());
    GoldenDocuments.all()
        .forEach(
            (name, document) ->
                files.put("documents/" + name + ".json", DocumentCodec.encode(document)));
    GoldenEnvelopes.all().forEach((name, json) -> files.put("envelopes/" + name + ".json", json));
    files.put("feed-chain.json", GoldenFeed.chain().getBytes(UTF_8));
    files.put("set-trees.json", GoldenFeed.setTrees().getBytes(UTF_8));
    files.put("key-digests.json", GoldenPeppers.digests().getBytes(UTF_8));
    return files;
  }

  /** A golden file's bytes as they are kept. */
  static byte[] read(String path) throws IOException {
    try (InputStream in = GoldenFiles.class.getResourceAsStream("/golden/" + path)) {
      if (in == null) {
        throw new IOException("there is no golden file " + path);
      }
      return in.readAllBytes();
    }
  }
}
