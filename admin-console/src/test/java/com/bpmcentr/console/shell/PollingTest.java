package com.bpmcentr.console.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.PollEvent;
import com.vaadin.flow.component.UI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PollingTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final int OFF = -1;

  private final UI ui = new UI();
  private final Told told = new Told();
  private boolean databaseAway;
  private int looks;
  private int rareLooks;

  @Test
  void poll_lookFailing_isToldOnceAndDoneLessAndLess() {
    polling().start(ui);
    databaseAway = true;

    poll();
    poll();
    poll();

    assertThat(looks).isEqualTo(3);
    assertThat(told.begun).isEqualTo(1);
    assertThat(told.ended).isZero();
    assertThat(ui.getPollInterval()).isEqualTo(8_000);
  }

  @Test
  void poll_failingForLong_isNeverMoreThanHalfAMinuteApart() {
    polling().start(ui);
    databaseAway = true;

    for (int poll = 0; poll < 20; poll++) {
      poll();
    }

    assertThat(ui.getPollInterval()).isEqualTo(30_000);
  }

  @Test
  void poll_lookSucceedingAgain_isAsOftenAsBeforeAndTold() {
    polling().start(ui);
    databaseAway = true;
    poll();
    databaseAway = false;

    poll();

    assertThat(told.ended).isEqualTo(1);
    assertThat(ui.getPollInterval()).isEqualTo(1_000);
  }

  @Test
  void retry_looksAtOnce() {
    polling().start(ui);
    databaseAway = true;
    poll();
    databaseAway = false;

    retry();

    assertThat(looks).isEqualTo(2);
    assertThat(told.ended).isEqualTo(1);
  }

  @Test
  void begin_firstLookFailing_goesOnTrying() {
    databaseAway = true;
    polling().begin(ui);
    assertThat(told.begun).isEqualTo(1);
    databaseAway = false;

    poll();

    assertThat(looks).isEqualTo(2);
    assertThat(told.ended).isEqualTo(1);
  }

  @Test
  void stop_ofOneOfTwo_leavesTheOtherGoingOn() {
    Polling often = polling();
    often.start(ui);
    rarePolling().start(ui);

    often.stop();
    poll();

    assertThat(rareLooks).isEqualTo(1);
    assertThat(looks).isZero();
  }

  @Test
  void poll_twoOnOnePage_eachLooksAtItsOwnInterval() {
    polling().start(ui);
    rarePolling().start(ui);

    for (int poll = 0; poll < 6; poll++) {
      poll();
    }

    assertThat(looks).isEqualTo(6);
    assertThat(rareLooks).isEqualTo(2);
  }

  @Test
  void stop_whileFailing_takesTheMessageAway() {
    Polling polling = polling();
    polling.start(ui);
    databaseAway = true;
    poll();

    polling.stop();

    assertThat(told.ended).isEqualTo(1);
    assertThat(ui.getPollInterval()).isEqualTo(OFF);
  }

  private Polling polling() {
    return new Polling(
        SECOND,
        () -> {
          looks++;
          if (databaseAway) {
            throw new IllegalStateException("away");
          }
        },
        told);
  }

  private Polling rarePolling() {
    return new Polling(SECOND.multipliedBy(3), () -> rareLooks++, told);
  }

  private void poll() {
    ComponentUtil.fireEvent(ui, new PollEvent(ui, true));
  }

  private void retry() {
    if (told.retry == null) {
      throw new AssertionError("nothing to retry with");
    }
    told.retry.again();
  }

  private static final class Told implements Polling.Trouble {

    private static final long serialVersionUID = 1L;

    private int begun;
    private int ended;
    private Polling.@Nullable Look retry;

    @Override
    public void begins(Polling.Look look) {
      begun++;
      retry = look;
    }

    @Override
    public void ends() {
      ended++;
    }
  }
}
