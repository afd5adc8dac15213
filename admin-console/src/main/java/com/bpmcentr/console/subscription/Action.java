package com.bpmcentr.console.subscription;

import org.jspecify.annotations.Nullable;

/** An action with the facts that decide on it beside the subscription itself. */
public sealed interface Action {

  ActionName name();

  /**
   * To another Make account, or to its first one.
   *
   * @param recentMoves how often it was moved within the window
   * @param overrideLimit whether one more than the limit is meant, by someone who may
   * @param accountHadTrial whether another trial of this connector was used in that account
   */
  record ChangeAccount(
      String account, int recentMoves, boolean overrideLimit, boolean accountHadTrial)
      implements Action {
    @Override
    public ActionName name() {
      return ActionName.CHANGE_ACCOUNT;
    }
  }

  /** Turns renewal off. */
  record Cancel() implements Action {
    @Override
    public ActionName name() {
      return ActionName.CANCEL;
    }
  }

  /**
   * Turns renewal on again; after the end, starts a period now.
   *
   * @param offer what a period costs today; absent when the connector takes no new period
   */
  record Reactivate(@Nullable Offer offer) implements Action {
    @Override
    public ActionName name() {
      return ActionName.REACTIVATE;
    }
  }

  /** Puts staff's hold on. */
  record Suspend(String reason) implements Action {
    @Override
    public ActionName name() {
      return ActionName.SUSPEND;
    }
  }

  /** Lifts staff's hold. */
  record Resume() implements Action {
    @Override
    public ActionName name() {
      return ActionName.RESUME;
    }
  }

  /** Ends it, for good. */
  record Revoke(String reason) implements Action {
    @Override
    public ActionName name() {
      return ActionName.REVOKE;
    }
  }
}
