package com.bpmcentr.console.operation;

/** Is told how far something that takes long has come. */
@FunctionalInterface
public interface Headway {

  /** Nobody looks. */
  Headway UNSEEN = (_, _) -> {};

  /**
   * So much of it is done.
   *
   * @throws java.util.concurrent.CancellationException when nobody waits for it any more
   */
  void at(long done, long total);
}
