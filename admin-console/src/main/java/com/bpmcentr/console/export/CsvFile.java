package com.bpmcentr.console.export;

import java.io.IOException;
import java.io.OutputStream;

/** A list on its way into a file. Nothing of it is in memory but the part that is being written. */
@FunctionalInterface
public interface CsvFile {

  /** What it is, for whoever receives it. */
  String MEDIA_TYPE = "text/csv;charset=UTF-8;header=present";

  /**
   * Writes it whole.
   *
   * @throws IOException when the reader went away, or may no longer read: what was written is then
   *     not all
   */
  void writeTo(OutputStream out) throws IOException;
}
