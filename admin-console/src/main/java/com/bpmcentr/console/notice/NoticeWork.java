package com.bpmcentr.console.notice;

import com.bpmcentr.console.due.Due;
import com.bpmcentr.console.due.DueWork;
import com.bpmcentr.console.due.Place;
import com.bpmcentr.console.subscription.CurrentRules;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Records the notices of one rule as they fall due. */
final class NoticeWork implements DueWork {

  private final NoticeRule rule;
  private final NoticeRepository notices;
  private final CurrentRules rules;

  NoticeWork(NoticeRule rule, NoticeRepository notices, CurrentRules rules) {
    this.rule = rule;
    this.notices = notices;
    this.rules = rules;
  }

  @Override
  public String name() {
    return rule.work();
  }

  @Override
  public List<Due> find(Place after, Instant until, int most) {
    return notices.find(rule, afterEnd(), after, until, most);
  }

  @Override
  public void carryOut(List<Due> due, Instant now) {
    notices.record(rule, afterEnd(), due, now);
  }

  private Duration afterEnd() {
    return rule.afterEnd(rules.get().notices());
  }
}
