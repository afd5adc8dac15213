package com.bpmcentr.loadtests.bench.http;

import java.util.Locale;

/** Who is measured, in the order of the table. */
enum ServerKind {
  FLOOR,
  EDGE,
  REFERENCE;

  String title() {
    return name().toLowerCase(Locale.ROOT);
  }
}
