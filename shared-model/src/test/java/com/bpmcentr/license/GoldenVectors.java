package com.bpmcentr.license;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;

/** Reads golden vectors with another parser than the one they test. */
final class GoldenVectors {

  private static final ObjectMapper JSON = new ObjectMapper();

  private GoldenVectors() {}

  static List<JsonNode> list(String path) throws IOException {
    return JSON.readTree(GoldenFiles.read(path)).valueStream().toList();
  }

  static JsonNode object(String path) throws IOException {
    return JSON.readTree(GoldenFiles.read(path));
  }
}
