package com.bpmcentr.console.subscription;

import com.bpmcentr.console.operation.FieldRules;
import com.bpmcentr.console.operation.Refusal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The actions of which staff say no more than the name and a reason. */
@Component
class Actions {

  private final Tariffs tariffs;

  Actions(Tariffs tariffs) {
    this.tariffs = tariffs;
  }

  /** What is wrong with the reason that was given for the action. */
  static Optional<Refusal.Invalid> reasonProblem(ActionName name, @Nullable String reason) {
    return name == ActionName.SUSPEND || name == ActionName.REVOKE
        ? FieldRules.reason("reason", reason)
        : FieldRules.optionalReason("reason", reason);
  }

  /**
   * The action, where a reason is all that it takes.
   *
   * @throws IllegalArgumentException where it takes more
   */
  Action of(ActionName name, Subscription subscription, @Nullable String reason) {
    return switch (name) {
      case CANCEL -> new Action.Cancel();
      case REACTIVATE -> new Action.Reactivate(tariffs.presentOffer(subscription));
      case SUSPEND -> new Action.Suspend(String.valueOf(reason).strip());
      case RESUME -> new Action.Resume();
      case REVOKE -> new Action.Revoke(String.valueOf(reason).strip());
      case CHANGE_ACCOUNT, PAY, REFUND, CHANGE_INTERVAL, DISCOUNT ->
          throw new IllegalArgumentException("a reason is not all that it takes");
    };
  }
}
