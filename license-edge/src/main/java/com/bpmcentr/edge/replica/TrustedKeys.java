package com.bpmcentr.edge.replica;

import com.bpmcentr.license.Keyring;
import com.bpmcentr.license.LicenseVerifier;
import com.bpmcentr.license.MalformedException;
import com.bpmcentr.license.SignedDocument;
import com.bpmcentr.license.Verification;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keyring as its file says now, and the checking of signatures against it: many at a time on
 * threads of their own, never on an event loop. Belongs to the feed's thread.
 */
public final class TrustedKeys implements AutoCloseable {

  /** Below this, handing over costs more than it saves. */
  private static final int WORTH_SHARING = 16;

  private static final int MOST_THREADS = 4;

  private static final Logger log = LoggerFactory.getLogger(TrustedKeys.class);

  private final FeedStatus status;
  private final int threads = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
  private final ExecutorService workers =
      Executors.newFixedThreadPool(
          threads, Thread.ofPlatform().daemon().name("verify-", 1).factory());

  private KeyringFile file;
  private volatile LicenseVerifier verifier;

  /**
   * What a change of the file means for what is held.
   *
   * @param lessTrust whether a key is trusted less than before; one that is only added takes
   *     nothing away
   * @param compromised the keys that are compromised from now on
   * @param moreTrust whether a key that was compromised is not any more
   */
  record Change(boolean lessTrust, Set<String> compromised, boolean moreTrust) {

    static final Change NONE = new Change(false, Set.of(), false);

    static Change between(Keyring before, Keyring next) {
      Set<String> compromised = new HashSet<>(next.compromisedKeys());
      compromised.removeAll(before.compromisedKeys());
      Set<String> regained = new HashSet<>(before.compromisedKeys());
      regained.removeAll(next.compromisedKeys());
      boolean less = !before.keys().stream().allMatch(key -> key.equals(next.find(key.id())));
      return new Change(
          less || !compromised.isEmpty(), Set.copyOf(compromised), !regained.isEmpty());
    }
  }

  /** The keys of a file that has been read already. */
  public TrustedKeys(KeyringFile file, FeedStatus status) {
    this.file = file;
    this.status = status;
    this.verifier = new LicenseVerifier(file.keyring());
  }

  /** Reads the file again if it has changed; what that means for what is held. */
  Change reread() {
    try {
      KeyringFile before = file;
      KeyringFile now = before.reread();
      if (now == before) {
        return Change.NONE;
      }
      file = now;
      verifier = new LicenseVerifier(now.keyring());
      log.info("feed: the keyring has changed, and has {} keys", now.keyring().keys().size());
      return Change.between(before.keyring(), now.keyring());
    } catch (IOException | MalformedException e) {
      status.raise(FeedAlarm.KEYRING_UNREADABLE, "the keyring in use stays");
      return Change.NONE;
    }
  }

  /** Checks one document. */
  Verification verify(SignedDocument document) {
    return verifier.verify(document);
  }

  /** What checks documents now; from any thread. */
  LicenseVerifier verifier() {
    return verifier;
  }

  /** Checks all, in their order, and waits for it. */
  <T> List<Verification> verifyAll(List<T> rows, BiFunction<LicenseVerifier, T, Verification> how)
      throws InterruptedException {
    LicenseVerifier current = verifier;
    return rows.size() < WORTH_SHARING
        ? rows.stream().map(row -> how.apply(current, row)).toList()
        : verifyLater(rows, how).await();
  }

  /** Begins to check all. */
  <T> Pending verifyLater(List<T> rows, BiFunction<LicenseVerifier, T, Verification> how) {
    LicenseVerifier current = verifier;
    int share = Math.max(1, (rows.size() + threads - 1) / threads);
    List<Future<List<Verification>>> shares = new ArrayList<>();
    for (int from = 0; from < rows.size(); from += share) {
      List<T> part = rows.subList(from, Math.min(from + share, rows.size()));
      shares.add(workers.submit(() -> part.stream().map(row -> how.apply(current, row)).toList()));
    }
    return new Pending(shares);
  }

  /** A checking that is under way. */
  static final class Pending {

    private final List<Future<List<Verification>>> shares;

    Pending(List<Future<List<Verification>>> shares) {
      this.shares = shares;
    }

    /** What came of each, in their order. */
    List<Verification> await() throws InterruptedException {
      List<Verification> verified = new ArrayList<>();
      for (Future<List<Verification>> share : shares) {
        try {
          verified.addAll(share.get());
        } catch (ExecutionException e) {
          throw new IllegalStateException("verifying failed", e);
        }
      }
      return verified;
    }
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }
}
