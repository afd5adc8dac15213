package com.bpmcentr.loadtests.bench.http;

/** Who is measured, in the order of the table. */
enum ServerKind {
  FLOOR,
  EDGE,
  REFERENCE
}
