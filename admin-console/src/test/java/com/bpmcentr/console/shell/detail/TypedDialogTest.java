package com.bpmcentr.console.shell.detail;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.operation.InvalidKey;
import com.bpmcentr.console.operation.Refusal.Invalid;
import com.bpmcentr.console.shell.TextUi;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.dom.Element;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What dialogs say of what is typed into them, without a browser. */
class TypedDialogTest {

  /** Vaadin itself holds the present page weakly. */
  @RegisterExtension private final TextUi ui = new TextUi(Locale.ENGLISH);

  private final HasValue<?, Boolean> atOnce = new Checkbox();

  @Test
  void dangerous_whileTheChoiceTakesSomethingAway_marksTheButton() {
    assertMarkedWhileChosen(
        new FormDialog("Rotate", "Rotate", () -> true).typing("word", atOnce, chosen -> chosen));
    assertMarkedWhileChosen(
        new FormDialog("Add", "Add", () -> true).dangerous(atOnce, chosen -> chosen));
  }

  private void assertMarkedWhileChosen(FormDialog dialog) {
    atOnce.setValue(false);
    assertThat(themes(dialog)).containsExactly("primary");
    atOnce.setValue(true);
    assertThat(themes(dialog)).containsExactlyInAnyOrder("primary", "error");
    atOnce.setValue(false);
    assertThat(themes(dialog)).containsExactly("primary");
  }

  /** It closed, and what was typed was lost. */
  @Test
  void reason_refused_isSaidAtTheFieldAndStays() {
    Invalid tooLong = new Invalid("reason", InvalidKey.TOO_LONG, List.of(500));
    ReasonDialog dialog =
        new ReasonDialog("Set", "It holds.", "Set", (asking, _) -> !asking.tells(tooLong))
            .given("because");

    assertThat(dialog.done()).as("stays open").isFalse();

    TextArea reason = find(dialog, TextArea.class);
    assertThat(reason.isInvalid()).isTrue();
    assertThat(reason.getErrorMessage()).isEqualTo("Must have at most 500 characters");
    assertThat(reason.getValue()).isEqualTo("because");
    assertThat(dialog.tells(new Invalid("month", InvalidKey.PRICE))).isFalse();
    reason.setValue(" ");
    assertThat(dialog.isFilled()).isFalse();
    assertThat(reason.getErrorMessage()).isEqualTo("Give a reason");
  }

  @Test
  void reason_besideAFieldThatMustBeThere_bothSayThatTheyAreMissing() {
    var account = new TextField("Account");
    account.setManualValidation(true);
    account.setRequiredIndicatorVisible(true);
    ReasonDialog dialog =
        new ReasonDialog("Move", "It moves.", "Move", _ -> true).asking(new Div(account));

    assertThat(dialog.isFilled()).isFalse();
    assertThat(account.isInvalid()).isTrue();
    assertThat(account.getErrorMessage()).isEqualTo("Must not be empty");
    assertThat(find(dialog, TextArea.class).isInvalid()).isTrue();
    dialog.given("because");
    assertThat(dialog.isFilled()).isFalse();
    account.setValue("77");
    assertThat(dialog.isFilled()).isTrue();
  }

  @Test
  void typedAmount_withAPointOrASpace_isTheOneThatIsShown() {
    for (String typed : List.of("1\u00A0500,00", "1 500,00", "1500.00")) {
      assertThat(isTyped("1\u00A0500,00", typed)).as(typed).isTrue();
    }
    assertThat(isTyped("1\u00A0500,00", "150000")).isFalse();
    assertThat(isTyped("rozetka", "rozetka-2")).isFalse();
  }

  private static boolean isTyped(String expected, String typed) {
    var word = new TypedWord(expected);
    word.setValue(typed);
    return word.isTyped();
  }

  private static List<String> themes(FormDialog dialog) {
    Element go = dialog.getFooter().getElement().getChildren().toList().getLast();
    return List.copyOf(go.getThemeList());
  }

  private static <T> T find(Dialog dialog, Class<T> type) {
    return all(dialog).filter(type::isInstance).map(type::cast).findFirst().orElseThrow();
  }

  private static Stream<Component> all(Component within) {
    return Stream.concat(Stream.of(within), within.getChildren().flatMap(TypedDialogTest::all));
  }
}
