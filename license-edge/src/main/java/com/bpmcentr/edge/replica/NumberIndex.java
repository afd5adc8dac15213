package com.bpmcentr.edge.replica;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Leads from a hash to numbers, of which the caller tells whether one is meant. One thread writes,
 * any number read, without locks.
 *
 * <p>It is a table with open addressing: a slot is one long, the hash above and the number below,
 * and lies at or behind the place that its hash names. So a look-up usually touches one cache line
 * where a {@code ConcurrentHashMap} follows three references to as many, and an entry takes 17
 * bytes where that takes 32 beside the key and the value; keys are not here, the packed licenses
 * have them.
 *
 * <p>Why readers need no lock: a slot is written whole. Once it has an entry, that entry is never
 * moved within the table, only taken out, and its slot then stays in use (a look-up goes on over
 * it) until another entry takes it. A reader therefore meets every entry that was there all the
 * time it looked. A table that is too full is copied to another, without what was taken out, and
 * replaced by one volatile write; who still reads the old one reads it as it was when he began.
 *
 * @param <K> what numbers are looked up by
 */
final class NumberIndex<K> {

  /** No number. */
  static final int NONE = -1;

  /** Says whether a number is the one that is looked for. */
  interface Meant<K> {
    boolean isMeant(int number, K key);
  }

  private static final int FIRST_SIZE = 1024;
  private static final long EMPTY = 0;

  /** No number is so high. */
  private static final long TAKEN_OUT = 0xFFFF_FFFFL;

  /** In sixteenths: of slots in use, taken out or not, before the table is copied. */
  private static final int FULLEST = 10;

  private final Meant<K> meant;
  private volatile AtomicLongArray table;

  /** Entries, and entries with those taken out; the writer's. */
  private int entries;

  private int used;

  NumberIndex(Meant<K> meant) {
    this(meant, FIRST_SIZE);
  }

  /**
   * An index that is copied sooner or later.
   *
   * @param slots how many there are at first: a power of two, 16 or more
   */
  NumberIndex(Meant<K> meant, int slots) {
    this.meant = meant;
    this.table = new AtomicLongArray(slots);
  }

  /** The number put under this hash that is meant, or {@link #NONE}. */
  int find(int hash, K key) {
    AtomicLongArray slots = table;
    int at = start(hash, slots);
    long slot = slots.getAcquire(at);
    while (slot != EMPTY) {
      if ((int) (slot >>> Integer.SIZE) == hash && slot != TAKEN_OUT) {
        int number = (int) slot - 1;
        if (meant.isMeant(number, key)) {
          return number;
        }
      }
      at = next(at, slots);
      slot = slots.getAcquire(at);
    }
    return NONE;
  }

  /** Puts a number, 0 or more, under a hash, once however often it is put. */
  void put(int hash, int number) {
    AtomicLongArray slots = table;
    long entry = entry(hash, number);
    int at = start(hash, slots);
    int free = NONE;
    for (long slot = slots.getPlain(at); slot != EMPTY; slot = slots.getPlain(at)) {
      if (slot == entry) {
        return;
      }
      if (free == NONE && slot == TAKEN_OUT) {
        free = at;
      }
      at = next(at, slots);
    }
    entries++;
    if (free != NONE) {
      slots.setRelease(free, entry);
      return;
    }
    slots.setRelease(at, entry);
    used++;
    if (used > slots.length() / 16 * FULLEST) {
      table = copy(slots);
      used = entries;
    }
  }

  /** Takes the number out from under the hash, if it is there. */
  void remove(int hash, int number) {
    AtomicLongArray slots = table;
    long entry = entry(hash, number);
    int at = start(hash, slots);
    for (long slot = slots.getPlain(at); slot != EMPTY; slot = slots.getPlain(at)) {
      if (slot == entry) {
        slots.setRelease(at, TAKEN_OUT);
        entries--;
        return;
      }
      at = next(at, slots);
    }
  }

  /** How many slots there are, in use or not. */
  int slots() {
    return table.length();
  }

  /** Twice the size when entries fill it, the same when what was taken out does. */
  private AtomicLongArray copy(AtomicLongArray slots) {
    boolean larger = entries > slots.length() / 32 * FULLEST;
    AtomicLongArray copy = new AtomicLongArray(larger ? 2 * slots.length() : slots.length());
    for (int i = 0; i < slots.length(); i++) {
      long slot = slots.getPlain(i);
      if (slot != EMPTY && slot != TAKEN_OUT) {
        int at = start((int) (slot >>> Integer.SIZE), copy);
        while (copy.getPlain(at) != EMPTY) {
          at = next(at, copy);
        }
        copy.setPlain(at, slot);
      }
    }
    return copy;
  }

  private static long entry(int hash, int number) {
    return ((long) hash << Integer.SIZE) | (number + 1);
  }

  /** Fibonacci hashing (Knuth, vol. 3, 6.4): hashes that differ little lie far apart. */
  private static int start(int hash, AtomicLongArray slots) {
    return (hash * 0x9E3779B9) >>> (Integer.numberOfLeadingZeros(slots.length()) + 1);
  }

  private static int next(int at, AtomicLongArray slots) {
    return (at + 1) & (slots.length() - 1);
  }
}
