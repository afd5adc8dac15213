package com.bpmcentr.license;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * That a verified checkpoint vouches for documents, each by subject, version and payload hash: by
 * its root for those of a whole set, or by its chain for those of entries. Made before any of the
 * documents is read, and the only thing on whose strength {@link LicenseVerifier} reads a document
 * without checking its own signature.
 */
public final class CheckpointProof {

  private final Vouched vouched;

  /** The payload hash that is vouched for under the subject and version; null: none is. */
  @FunctionalInterface
  private interface Vouched {
    @Nullable Hash payloadHash(String subject, long version);
  }

  private record SubjectVersion(String subject, long version) {}

  private CheckpointProof(Vouched vouched) {
    this.vouched = vouched;
  }

  /**
   * The proof of this set; empty unless its root is the checkpoint's.
   *
   * @param set copied, so what becomes of it does not matter
   */
  public static Optional<CheckpointProof> ofSet(VerifiedCheckpoint verified, SetTree set) {
    if (!set.root().equals(verified.checkpoint().root())) {
      return Optional.empty();
    }
    SetTree proven = set.copy();
    return Optional.of(
        new CheckpointProof(
            (subject, version) -> {
              SetTree.Entry entry = proven.get(subject);
              return entry == null || entry.version() != version ? null : entry.payloadHash();
            }));
  }

  /**
   * The proof of these entries; empty unless they follow the given place one by one, and lead to
   * the checkpoint's position and chain.
   *
   * @param position after which the first entry stands
   * @param chain the chain's value there
   */
  public static Optional<CheckpointProof> ofEntries(
      VerifiedCheckpoint verified, FeedPosition position, Hash chain, List<FeedEntry> entries) {
    Map<SubjectVersion, Hash> proven = HashMap.newHashMap(entries.size());
    FeedPosition at = position;
    Hash value = chain;
    for (FeedEntry entry : entries) {
      if (!entry.position().equals(at.next())) {
        return Optional.empty();
      }
      at = entry.position();
      value = FeedChain.next(value, entry);
      proven.put(
          new SubjectVersion(entry.subject(), entry.version()), entry.document().payloadHash());
    }
    Checkpoint checkpoint = verified.checkpoint();
    if (!at.equals(checkpoint.position()) || !value.equals(checkpoint.chain())) {
      return Optional.empty();
    }
    return Optional.of(
        new CheckpointProof(
            (subject, version) -> proven.get(new SubjectVersion(subject, version))));
  }

  /** Whether it is vouched that this payload is the subject's document of that version. */
  boolean covers(String subject, long version, SignedDocument document) {
    Hash hash = vouched.payloadHash(subject, version);
    return hash != null && hash.equals(document.payloadHash());
  }
}
