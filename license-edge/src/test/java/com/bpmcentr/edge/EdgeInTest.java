package com.bpmcentr.edge;

/** An edge within the test's own virtual machine, which a test gives its clocks. */
final class EdgeInTest extends TestEdge {

  private final LicenseEdge edge;

  EdgeInTest(LicenseEdge edge) {
    this.edge = edge;
  }

  @Override
  public int port() {
    return edge.publicPort();
  }

  @Override
  public int operationsPort() {
    return edge.operationsPort();
  }

  @Override
  String output() {
    return "";
  }

  @Override
  public void close() {
    edge.close();
  }
}
