package com.bpmcentr.console.shell.list;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.view.SavedViewService;
import org.junit.jupiter.api.Test;

class SavedListsTest {

  /** Any name at all used to be taken, thirty views for each. */
  @Test
  void lists_thatTakeViews_areThoseThatHaveAScreen() {
    assertThat(SavedViewService.LISTS).isEqualTo(ListScreens.routes());
  }
}
