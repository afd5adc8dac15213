package com.bpmcentr.console.api;

import com.bpmcentr.console.audit.AuditVerification;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Whether the audit log is as it was written.
 *
 * @param entries how many there are that follow one another
 * @param brokenAt the first entry that is missing, put in or changed; null also where all follow
 *     one another but lack what was signed of the log: cut off at its end, or written anew
 */
@Schema(name = "AuditVerification")
record AuditVerificationJson(boolean intact, @Nullable Long entries, @Nullable Long brokenAt) {

  static AuditVerificationJson of(AuditVerification verification) {
    return switch (verification) {
      case AuditVerification.Intact(long entries) -> new AuditVerificationJson(true, entries, null);
      case AuditVerification.Contradicted(long entries) ->
          new AuditVerificationJson(false, entries, null);
      case AuditVerification.Broken(long seq) -> new AuditVerificationJson(false, null, seq);
    };
  }
}
