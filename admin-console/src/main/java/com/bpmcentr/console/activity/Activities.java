package com.bpmcentr.console.activity;

import java.util.List;

/**
 * The newest of what happened.
 *
 * @param more whether there is more that is older
 */
public record Activities(List<Activity> newest, boolean more) {

  public Activities {
    newest = List.copyOf(newest);
  }
}
