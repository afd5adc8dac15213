package com.bpmcentr.console.shell.list;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.view.SavedViewService;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SavedListsTest {

  /** Any name at all used to be taken, thirty views for each. */
  @Test
  void lists_thatTakeViews_areThoseThatHaveAScreenOrStandOnOne() {
    TreeSet<String> shown = ListScreens.routes();
    shown.addAll(List.of("prices", "job-results"));

    assertThat(SavedViewService.LISTS).isEqualTo(shown);
  }
}
