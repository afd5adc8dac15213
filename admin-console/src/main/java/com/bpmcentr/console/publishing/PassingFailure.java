package com.bpmcentr.console.publishing;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/** What passes by itself: work that it broke off is tried again, and has not failed. */
public final class PassingFailure {

  private PassingFailure() {}

  public static boolean is(RuntimeException e) {
    return e instanceof TransientDataAccessException
        || e instanceof RecoverableDataAccessException
        || e instanceof DataAccessResourceFailureException
        || e instanceof TransactionException
        || e instanceof PublishingRefusedException;
  }
}
