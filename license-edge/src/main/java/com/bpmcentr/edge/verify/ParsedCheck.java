package com.bpmcentr.edge.verify;

import com.bpmcentr.edge.http.Problem;

/** What became of reading a request: a check, or the problem to answer with. */
sealed interface ParsedCheck permits CheckRequest, ParsedCheck.Refused {

  /** Row 1 of the contract's table. */
  record Refused(Problem problem) implements ParsedCheck {}

  /** A parameter is missing, malformed or contradictory. */
  static Refused parameter(String name, String problem) {
    return new Refused(Problem.parameter(name, problem));
  }
}
