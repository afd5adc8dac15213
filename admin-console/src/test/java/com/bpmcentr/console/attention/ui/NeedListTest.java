package com.bpmcentr.console.attention.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bpmcentr.console.attention.Need;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.TextUi;
import com.vaadin.flow.component.Component;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class NeedListTest {

  /** Vaadin itself holds the present page weakly. */
  @RegisterExtension private final TextUi ui = new TextUi(Locale.ENGLISH);

  private boolean databaseAway;
  private final NeedList needs =
      new NeedList(this::ask, new Formats(Locale.ENGLISH, ZoneOffset.UTC), () -> {});

  /** Else the page would go on asking as often, and the button to try again would be replaced. */
  @Test
  void look_failing_isThrownAndSaidOnce() {
    databaseAway = true;
    assertThatThrownBy(needs::look).hasMessage("away");
    Component said = onlyChild();

    assertThatThrownBy(needs::look).hasMessage("away");

    assertThat(onlyChild()).isSameAs(said);
  }

  @Test
  void look_nothingToDoAfterAFailure_saysThatAllIsWell() {
    databaseAway = true;
    assertThatThrownBy(needs::look).hasMessage("away");
    Component failure = onlyChild();
    databaseAway = false;

    needs.look();

    assertThat(onlyChild()).isNotSameAs(failure);
  }

  private Component onlyChild() {
    assertThat(needs.getChildren()).hasSize(1);
    return needs.getComponentAt(0);
  }

  private Result<List<Need>> ask() {
    if (databaseAway) {
      throw new IllegalStateException("away");
    }
    return Result.done(List.of());
  }
}
