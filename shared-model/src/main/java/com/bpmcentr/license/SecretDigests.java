package com.bpmcentr.license;

import java.util.List;

/**
 * The digests of one presented secret, one for each pepper, the active one's first. Where there is
 * one pepper, as usual, this is the digest itself: a list around it took 16 of a check's 216 bytes.
 */
public sealed interface SecretDigests permits KeyDigest, SecretDigests.Several {

  /** How many there are. */
  int count();

  /**
   * One of them.
   *
   * @throws IndexOutOfBoundsException unless the index is below the count
   */
  KeyDigest get(int index);

  /**
   * 64 bits of the first: as good as chance to whoever does not know the pepper, the same for the
   * same secret under the same peppers.
   */
  long bits();

  /** These digests. */
  static SecretDigests of(List<KeyDigest> digests) {
    return digests.size() == 1 ? digests.getFirst() : new Several(digests);
  }

  /** Those under several peppers. */
  record Several(List<KeyDigest> digests) implements SecretDigests {

    public Several {
      digests = List.copyOf(digests);
    }

    @Override
    public int count() {
      return digests.size();
    }

    @Override
    public KeyDigest get(int index) {
      return digests.get(index);
    }

    @Override
    public long bits() {
      return digests.getFirst().bits();
    }
  }
}
