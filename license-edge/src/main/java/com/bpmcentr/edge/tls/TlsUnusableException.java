package com.bpmcentr.edge.tls;

/** Certificate and key cannot be used; the message says why and holds nothing of the key. */
public final class TlsUnusableException extends Exception {

  private static final long serialVersionUID = 1L;

  TlsUnusableException(String message) {
    super(message);
  }
}
