package com.bpmcentr.edge.replica;

import com.bpmcentr.license.Keyring;
import com.bpmcentr.license.LicenseVerifier;
import com.bpmcentr.license.MalformedException;
import com.bpmcentr.license.SignedDocument;
import com.bpmcentr.license.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The keyring as its file says now, and the checking of signatures against it: many at a time on
 * threads of their own, never on an event loop. Belongs to the feed's thread.
 */
public final class TrustedKeys implements AutoCloseable {

  /** Below this, handing over costs more than it saves. */
  private static final int WORTH_SHARING = 16;

  private static final int MOST_THREADS = 4;

  private final Path file;
  private final FeedStatus status;
  private final int threads = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
  private final ExecutorService workers =
      Executors.newFixedThreadPool(
          threads, Thread.ofPlatform().daemon().name("verify-", 1).factory());

  private byte[] seen;
  private LicenseVerifier verifier;

  /** The keys of a keyring that has been read already. */
  public TrustedKeys(Path file, Keyring keyring, FeedStatus status) {
    this.file = file;
    this.status = status;
    this.verifier = new LicenseVerifier(keyring);
    this.seen = new byte[0];
    try {
      this.seen = Files.readAllBytes(file);
    } catch (IOException e) {
      // the next re-reading tells
    }
  }

  /** Reads the file again if it has changed; true when other keys are trusted from now on. */
  boolean reread() {
    try {
      byte[] now = Files.readAllBytes(file);
      if (Arrays.equals(now, seen)) {
        return false;
      }
      verifier = new LicenseVerifier(Keyring.parse(now));
      seen = now;
      return true;
    } catch (IOException | MalformedException e) {
      status.raise(FeedAlarm.KEYRING_UNREADABLE, "the keyring in use stays");
      return false;
    }
  }

  /** Checks one document. */
  Verification verify(SignedDocument document) {
    return verifier.verify(document);
  }

  /** Checks all, in their order. */
  List<Verification> verifyAll(List<SignedDocument> documents) {
    if (documents.size() < WORTH_SHARING) {
      return documents.stream().map(verifier::verify).toList();
    }
    LicenseVerifier current = verifier;
    int share = (documents.size() + threads - 1) / threads;
    List<Future<List<Verification>>> shares = new ArrayList<>();
    for (int from = 0; from < documents.size(); from += share) {
      List<SignedDocument> part = documents.subList(from, Math.min(from + share, documents.size()));
      shares.add(workers.submit(() -> part.stream().map(current::verify).toList()));
    }
    List<Verification> verified = new ArrayList<>(documents.size());
    for (Future<List<Verification>> part : shares) {
      verified.addAll(join(part));
    }
    return verified;
  }

  private static <T> T join(Future<T> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while verifying", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("verifying failed", e);
    }
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }
}
