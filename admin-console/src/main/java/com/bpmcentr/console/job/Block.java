package com.bpmcentr.console.job;

/**
 * What one block of a job comes to.
 *
 * @param position how far the job has come with it
 * @param done how many of its rows were carried out
 * @param refused how many were not
 * @param last whether nothing is left after it
 * @param ending what takes the locks that everybody waits for, the audit log's and the feed's; the
 *     runner does it as the last thing in the block's transaction
 */
public record Block(long position, int done, int refused, boolean last, Runnable ending) {

  /** Nothing was left to do. */
  public static Block end(long position) {
    return new Block(position, 0, 0, true, () -> {});
  }
}
