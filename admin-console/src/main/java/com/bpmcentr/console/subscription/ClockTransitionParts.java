package com.bpmcentr.console.subscription;

import com.bpmcentr.console.due.Due;
import com.bpmcentr.console.due.DueWork;
import com.bpmcentr.console.due.Place;
import java.time.Instant;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One piece of due work for each transition. */
@Configuration(proxyBeanMethods = false)
class ClockTransitionParts {

  @Bean
  DueWork startedByTheClock(ClockTransitionRepository events) {
    return new Work(ClockTransition.STARTED, events);
  }

  @Bean
  DueWork pastDueByTheClock(ClockTransitionRepository events) {
    return new Work(ClockTransition.PAST_DUE, events);
  }

  @Bean
  DueWork expiredByTheClock(ClockTransitionRepository events) {
    return new Work(ClockTransition.EXPIRED, events);
  }

  /** Records the events of one transition. */
  private record Work(ClockTransition transition, ClockTransitionRepository events)
      implements DueWork {

    @Override
    public String name() {
      return transition.work();
    }

    @Override
    public List<Due> find(Place after, Instant until, int most) {
      return events.find(transition, after, until, most);
    }

    @Override
    public void carryOut(List<Due> due, Instant now) {
      events.record(transition, due);
    }
  }
}
