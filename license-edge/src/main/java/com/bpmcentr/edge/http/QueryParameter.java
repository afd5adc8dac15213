package com.bpmcentr.edge.http;

/** What a query string says of one parameter. */
public sealed interface QueryParameter {

  /** It is there once. */
  record Value(String text) implements QueryParameter {}

  /** It is not there. */
  record Missing() implements QueryParameter {}

  /** It is there more than once; nobody can say which is meant. */
  record Repeated() implements QueryParameter {}

  /** Its percent-encoding is broken. */
  record Malformed() implements QueryParameter {}

  Missing MISSING = new Missing();
  Repeated REPEATED = new Repeated();
  Malformed MALFORMED = new Malformed();
}
