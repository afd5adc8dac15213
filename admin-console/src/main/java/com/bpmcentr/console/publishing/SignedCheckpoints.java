package com.bpmcentr.console.publishing;

import com.bpmcentr.license.Checkpoint;
import com.bpmcentr.license.Hash;
import com.bpmcentr.license.LicenseVerifier;
import com.bpmcentr.license.Refusal;
import com.bpmcentr.license.VerifiedCheckpoint;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Reads the checkpoint's row, and believes it only for its signature. */
@Component
public class SignedCheckpoints {

  private final FeedRepository feed;
  private final LicenseVerifier verifier;

  SignedCheckpoints(FeedRepository feed, LicenseVerifier verifier) {
    this.feed = feed;
    this.verifier = verifier;
  }

  /** The audit log's chain value that was signed last. */
  public Optional<Hash> auditHead() {
    return newest().map(Checkpoint::auditHead);
  }

  /** The checkpoint, if there is one that a trusted key has signed. */
  Optional<Checkpoint> newest() {
    return feed.checkpoint()
        .map(verifier::verify)
        .flatMap(
            verification ->
                verification instanceof VerifiedCheckpoint verified
                    ? Optional.of(verified.checkpoint())
                    : Optional.empty());
  }

  /**
   * Whether the checkpoint was signed by a key of ours that is trusted no more: marked as
   * compromised, or as retired before it signed this.
   */
  boolean newestIsOfADistrustedKey() {
    return feed.checkpoint().map(verifier::verify).stream()
        .anyMatch(
            verification ->
                verification instanceof Refusal refusal
                    && (refusal.reason() == Refusal.Reason.COMPROMISED_KEY
                        || refusal.reason() == Refusal.Reason.RETIRED_KEY));
  }

  /** Whether the checkpoint is about just this state. */
  static boolean attests(Checkpoint checkpoint, FeedState state) {
    return checkpoint.position().equals(state.position())
        && checkpoint.chain().equals(state.chain())
        && checkpoint.root().equals(state.root());
  }
}
