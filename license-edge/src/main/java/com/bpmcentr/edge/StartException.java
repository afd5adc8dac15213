package com.bpmcentr.edge;

/** The edge cannot start although it is configured rightly: a port is taken. One line says why. */
final class StartException extends Exception {

  StartException(String message) {
    super(message);
  }
}
