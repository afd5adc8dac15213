package com.bpmcentr.console.audit;

import org.springframework.transaction.CannotCreateTransactionException;

/** The database could not be reached for a change, of which nothing was done therefore. */
public final class ChangeNotBegunException extends CannotCreateTransactionException {

  private static final long serialVersionUID = 1L;

  ChangeNotBegunException(CannotCreateTransactionException cause) {
    super("the change was not begun", cause);
  }
}
