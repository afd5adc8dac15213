package com.bpmcentr.edge.verify;

/** What became of reading a reported operation: the report, or the answer that refuses it. */
sealed interface ParsedReport permits UsageReport, ParsedReport.Refused {

  /** It is not what it must be; the answer says so in the published contract's words. */
  record Refused(SubscriptionCheckAnswer answer) implements ParsedReport {}
}
