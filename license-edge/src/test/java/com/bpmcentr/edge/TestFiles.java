package com.bpmcentr.edge;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.bpmcentr.license.MalformedException;
import com.bpmcentr.license.Peppers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** The files that an operator places beside an edge. */
public final class TestFiles {

  private static final String PEPPERS_JSON =
      "{\"active\":\"p1\",\"peppers\":[{\"id\":\"p1\",\"secret\":\"%s\"}]}"
          .formatted(
              Base64.getUrlEncoder()
                  .withoutPadding()
                  .encodeToString("a pepper for the edge's own tests".getBytes(UTF_8)));

  /** The same peppers as in the file. */
  public static final Peppers PEPPERS = parsedPeppers();

  private TestFiles() {}

  public static Path peppers(Path folder) {
    return write(folder.resolve("peppers.json"), PEPPERS_JSON);
  }

  public static Path keyring(Path folder, String... entries) {
    return write(folder.resolve("keyring.json"), "{\"keys\":[" + String.join(",", entries) + "]}");
  }

  private static Path write(Path file, String text) {
    try {
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Peppers parsedPeppers() {
    try {
      return Peppers.parse(PEPPERS_JSON.getBytes(UTF_8));
    } catch (MalformedException e) {
      throw new IllegalStateException(e);
    }
  }
}
