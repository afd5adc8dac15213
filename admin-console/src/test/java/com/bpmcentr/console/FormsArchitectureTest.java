package com.bpmcentr.console;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.bpmcentr.console.shell.Calendars;
import com.bpmcentr.console.shell.SpokenWords;
import com.bpmcentr.console.shell.detail.Draft;
import com.bpmcentr.console.shell.detail.FormDialog;
import com.bpmcentr.console.shell.detail.ReasonDialog;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.login.LoginForm;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.textfield.PasswordField;
import java.util.Set;
import java.util.stream.Stream;

/** No form is left out of what guards and keeps what is typed. */
@AnalyzeClasses(
    packages = "com.bpmcentr.console",
    importOptions = ImportOption.DoNotIncludeTests.class)
class FormsArchitectureTest {

  private static final String SHELL = "com.bpmcentr.console.shell..";

  /** Every form is one of these, or hands its fields to one. */
  private static final Set<String> KEEPERS =
      Set.of(FormDialog.class.getName(), ReasonDialog.class.getName(), Draft.class.getName());

  @ArchTest
  static final ArchRule whoeverMakesAFieldHasItKept =
      classes()
          .that()
          .resideOutsideOfPackage(SHELL)
          .and(makeFields())
          .and()
          .doNotHaveSimpleName("PaymentForm")
          .and()
          .doNotHaveSimpleName("OtherInvoices")
          .should(useAKeeper())
          .because("what is typed survives a restart of the console; payments are parts of forms");

  /** An import is a file, which the browser does not keep. */
  @ArchTest
  static final ArchRule dialogsAreTheShells =
      noClasses()
          .that()
          .resideOutsideOfPackage(SHELL)
          .and()
          .doNotHaveSimpleName("ImportDialog")
          .should()
          .beAssignableTo(Dialog.class);

  /** Else a screen reader says "Show password" to whoever reads Ukrainian. */
  @ArchTest
  static final ArchRule passwordsSpeakTheViewersLanguage =
      classes()
          .that(make(PasswordField.class))
          .should()
          .callMethod(SpokenWords.class, "speak", PasswordField.class);

  @ArchTest
  static final ArchRule choicesSpeakTheViewersLanguage =
      classes()
          .that(make(MultiSelectComboBox.class))
          .should()
          .callMethod(SpokenWords.class, "ofChoices");

  @ArchTest
  static final ArchRule menusSpeakTheViewersLanguage =
      classes()
          .that()
          .areAssignableTo(MenuBar.class)
          .should()
          .callMethod(SpokenWords.class, "ofMenus");

  @ArchTest
  static final ArchRule theLogInSpeaksTheViewersLanguage =
      classes()
          .that(make(LoginForm.class))
          .should()
          .callMethod(SpokenWords.class, "speak", LoginForm.class);

  /** Else a day without a time would be taken for nothing, and nothing means now. */
  @ArchTest
  static final ArchRule whoeverAsksForAMomentRefusesADayWithoutATime =
      classes()
          .that(make(DateTimePicker.class))
          .should()
          .callMethod(Calendars.class, "problem", String.class, DateTimePicker.class);

  private static DescribedPredicate<JavaClass> make(Class<?> made) {
    return new DescribedPredicate<>("make " + made.getSimpleName()) {
      @Override
      public boolean test(JavaClass type) {
        return type.getConstructorCallsFromSelf().stream()
            .anyMatch(call -> call.getTargetOwner().isEquivalentTo(made));
      }
    };
  }

  /** Passwords apart, which are never kept. */
  private static DescribedPredicate<JavaClass> makeFields() {
    return new DescribedPredicate<>("make fields") {
      @Override
      public boolean test(JavaClass type) {
        return type.getConstructorCallsFromSelf().stream()
            .map(JavaConstructorCall::getTargetOwner)
            .anyMatch(
                made ->
                    made.isAssignableTo(HasValue.class)
                        && !made.isAssignableTo(PasswordField.class));
      }
    };
  }

  private static ArchCondition<JavaClass> useAKeeper() {
    return new ArchCondition<>("use " + KEEPERS) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean kept =
            Stream.iterate(type, inner -> inner != null, FormsArchitectureTest::outer)
                .flatMap(each -> each.getDirectDependenciesFromSelf().stream())
                .anyMatch(used -> KEEPERS.contains(used.getTargetClass().getName()));
        events.add(
            new SimpleConditionEvent(type, kept, type.getName() + " makes fields of its own"));
      }
    };
  }

  private static JavaClass outer(JavaClass inner) {
    return inner.getEnclosingClass().orElse(null);
  }
}
