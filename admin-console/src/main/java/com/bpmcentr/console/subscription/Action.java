package com.bpmcentr.console.subscription;

import com.bpmcentr.console.invoice.Bill;
import com.bpmcentr.console.invoice.Invoice;
import com.bpmcentr.console.invoice.Payment;
import com.bpmcentr.license.Interval;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An action with the facts that decide on it beside the subscription itself. */
public sealed interface Action {

  ActionName name();

  /**
   * To another Make account, or to its first one.
   *
   * @param recentMoves how often it was moved within the window
   * @param takesBack whether it takes back a move of within {@link #UNDO_WITHIN}
   * @param overrideLimit whether one more than the limit is meant, by someone who may
   * @param accountHadTrial whether another trial of this connector was used in that account
   */
  record ChangeAccount(
      String account,
      int recentMoves,
      boolean takesBack,
      boolean overrideLimit,
      boolean accountHadTrial)
      implements Action {

    /** A slip is noticed at once; later, going back is a move like any other. */
    public static final Duration UNDO_WITHIN = Duration.ofHours(1);

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

  /**
   * A payment came in, of just the amount that the bill asks for.
   *
   * @param askedAt when the bill was made out, at the prices that the customer then saw
   * @param paidAt when the money came, which decides whether it was in time
   */
  record Pay(Bill bill, Instant askedAt, Instant paidAt) implements Action {
    @Override
    public ActionName name() {
      return ActionName.PAY;
    }
  }

  /**
   * Money is given back, and access ends accordingly.
   *
   * @param refunds what the rules say; absent: nothing
   */
  record Refund(@Nullable Refunds refunds) implements Action {
    @Override
    public ActionName name() {
      return ActionName.REFUND;
    }
  }

  /**
   * Money that was recorded is not there: by mistake, or because it was taken back. What it paid
   * for is owed again, from when what else is paid ends.
   *
   * @param payment the one that turned out to be none
   * @param others all other invoices that were paid and stay so, the oldest first
   */
  record Reverse(Payment payment, List<Invoice> others) implements Action {

    public Reverse {
      others = List.copyOf(others);
    }

    /** Allowed by the state where a refund is, and invoices follow as after one. */
    @Override
    public ActionName name() {
      return ActionName.REFUND;
    }
  }

  /** Periods of another length: in force with the next one that is paid for. */
  record ChangeInterval(Interval to) implements Action {
    @Override
    public ActionName name() {
      return ActionName.CHANGE_INTERVAL;
    }
  }

  /**
   * Another price for the periods to come.
   *
   * @param discount absent: the list's price again
   */
  record SetDiscount(@Nullable Discount discount) implements Action {
    @Override
    public ActionName name() {
      return ActionName.DISCOUNT;
    }
  }
}
