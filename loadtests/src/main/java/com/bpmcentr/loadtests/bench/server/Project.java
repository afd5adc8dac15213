package com.bpmcentr.loadtests.bench.server;

import java.nio.file.Path;

/**
 * Where the benchmark finds what it starts.
 *
 * @param folder the project's root folder
 * @param classPath the class path of this module's own programs
 */
public record Project(Path folder, String classPath) {

  /** The edge as the build leaves it. */
  public Path edgeJar() {
    return folder.resolve("license-edge/target/license-edge.jar");
  }

  /** The arguments of the edge's supported start. */
  public Path edgeArguments() {
    return folder.resolve("license-edge/target/edge.args");
  }

  /** This module's own classes. */
  public Path ownClasses() {
    return folder.resolve("loadtests/target/classes");
  }

  /** The Java that runs this program. */
  public String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** Where all that the benchmark writes lies. */
  public Path benchFolder() {
    return folder.resolve("loadtests/target/bench");
  }
}
