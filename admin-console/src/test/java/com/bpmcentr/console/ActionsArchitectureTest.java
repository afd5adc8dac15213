package com.bpmcentr.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.shell.detail.BlastRadiusNote;
import com.bpmcentr.console.shell.detail.Guard;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What screens owe to whoever acts on them, read off the calls: the question before, the word that
 * is typed, whom it stops, and the way back.
 */
@AnalyzeClasses(
    packages = "com.bpmcentr.console",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ActionsArchitectureTest {

  /** Keys, connectors' secrets, staff, tokens, signing, repair. */
  private static final Set<String> BEHIND_THE_PASSWORD =
      Set.of(
          "ApiKeyService.create",
          "ApiKeyService.rotate",
          "ApiKeyService.retire",
          "ApiKeyService.revoke",
          "ConnectorService.addSecret",
          "ConnectorService.removeSecrets",
          "AccessTokens.create",
          "AccessTokens.revoke",
          "StaffAccounts.create",
          "StaffAccounts.edit",
          "StaffAccounts.disable",
          "StaffAccounts.enable",
          "StaffAccounts.unlock",
          "StaffAccounts.resetPassword",
          "SigningKeyService.reissue",
          "FeedRepairService.repair",
          "ImportDownloads.keys",
          "BulkService.request");

  /** What nothing takes back, or may not. */
  private static final Set<String> TYPED =
      Set.of(
          "ApiKeyService.revoke",
          "ApiKeyService.rotate",
          "ApiKeyService.retire",
          "AccessTokens.revoke",
          "StaffAccounts.disable",
          "ConnectorService.addSecret",
          "ConnectorService.removeSecrets",
          "BillingService.refund",
          "BillingService.reversePayment",
          "BillingService.voidInvoice",
          "BillingService.changeInterval",
          "SubscriptionService.revoke",
          "SubscriptionService.cancel",
          "SubscriptionService.reactivate",
          "BulkService.request");

  private static final Set<String> STOPS_SOMEBODY =
      Set.of(
          "CustomerService.block",
          "ApiKeyService.revoke",
          "ApiKeyService.rotate",
          "ApiKeyService.retire",
          "ConnectorService.edit",
          "ConnectorService.retire",
          "ConnectorService.addSecret",
          "SubscriptionService.suspend",
          "SubscriptionService.revoke",
          "SubscriptionService.cancel",
          "SubscriptionService.changeAccount",
          "BillingService.reversePayment",
          "BulkService.request");

  private static final Set<String> TAKEN_BACK =
      Set.of(
          "CustomerService.block",
          "CustomerService.unblock",
          "ConnectorService.publish",
          "ConnectorService.retire",
          "StaffAccounts.disable",
          "StaffAccounts.enable",
          "SubscriptionDialogs.open",
          "BillingDialogs.endDiscount");

  @ArchTest
  static void whatAnUnlockedScreenMustNotDo_asksForThePassword(JavaClasses classes) {
    Predicate<JavaCodeUnit> guarded =
        unit ->
            targets(unit)
                .anyMatch(
                    target ->
                        target.getName().equals("guardedBy")
                            || target.getName().equals("pass")
                                && target.getOwner().isAssignableTo(Guard.class));

    BEHIND_THE_PASSWORD.forEach(
        action ->
            assertThat(callers(classes, action))
                .as(action)
                .isNotEmpty()
                .allMatch(unit -> isWhollyWithin(unit, guarded, new HashSet<>())));
  }

  @ArchTest
  static void whatIsForGood_hasAWordTyped(JavaClasses classes) {
    assertSomePath(
        classes,
        TYPED,
        unit -> targets(unit).anyMatch(target -> target.getName().equals("typing")));
  }

  @ArchTest
  static void whatStopsSomebody_saysWhom(JavaClasses classes) {
    Predicate<JavaCodeUnit> says =
        unit ->
            targets(unit).anyMatch(ActionsArchitectureTest::isTheNote)
                || called(unit)
                    .anyMatch(next -> targets(next).anyMatch(ActionsArchitectureTest::isTheNote));

    assertSomePath(
        classes,
        STOPS_SOMEBODY,
        unit -> says.test(unit) || unit.getOwner().getConstructors().stream().anyMatch(says));
  }

  @ArchTest
  static void whatCanBeTakenBack_offersTo(JavaClasses classes) {
    assertSomePath(
        classes,
        TAKEN_BACK,
        unit ->
            targets(unit)
                .anyMatch(
                    target ->
                        target.getName().equals("finished")
                            && target.getRawParameterTypes().size() == 3));
  }

  /** One way to it does; the same call also stands where another action is taken back. */
  private static void assertSomePath(
      JavaClasses classes, Set<String> actions, Predicate<JavaCodeUnit> owed) {
    Set<String> without = new TreeSet<>(actions);
    without.removeIf(
        action ->
            callers(classes, action).stream()
                .anyMatch(unit -> leadsThrough(unit, owed, new HashSet<>())));
    assertThat(without).isEmpty();
  }

  /**
   * @param been where it has led through already: who is refused may be asked again
   */
  private static boolean leadsThrough(
      JavaCodeUnit unit, Predicate<JavaCodeUnit> owed, Set<JavaCodeUnit> been) {
    return owed.test(unit)
        || been.add(unit)
            && callersWithin(unit).stream().anyMatch(up -> leadsThrough(up, owed, been));
  }

  private static boolean isWhollyWithin(
      JavaCodeUnit unit, Predicate<JavaCodeUnit> owed, Set<JavaCodeUnit> been) {
    List<JavaCodeUnit> callers = callersWithin(unit);
    return owed.test(unit)
        || been.add(unit)
            && !callers.isEmpty()
            && callers.stream().allMatch(up -> isWhollyWithin(up, owed, been));
  }

  /** The compiler's own apart. */
  private static List<JavaCodeUnit> callers(JavaClasses classes, String action) {
    return classes.stream()
        .filter(type -> type.getPackageName().endsWith(".ui"))
        .flatMap(type -> type.getCodeUnits().stream())
        .filter(unit -> !unit.getName().startsWith("$"))
        .filter(unit -> targets(unit).anyMatch(target -> named(target).equals(action)))
        .toList();
  }

  /** In the same class, itself apart. */
  private static List<JavaCodeUnit> callersWithin(JavaCodeUnit unit) {
    return unit.getOwner().getCodeUnits().stream()
        .filter(other -> !other.equals(unit) && !other.getName().startsWith("$"))
        .filter(other -> called(other).anyMatch(unit::equals))
        .toList();
  }

  private static Stream<JavaCodeUnit> called(JavaCodeUnit unit) {
    return targets(unit).flatMap(target -> target.resolveMember().stream());
  }

  private static Stream<CodeUnitAccessTarget> targets(JavaCodeUnit unit) {
    return Stream.of(
            unit.getMethodCallsFromSelf().stream().map(call -> call.getTarget()),
            unit.getConstructorCallsFromSelf().stream().map(call -> call.getTarget()),
            unit.getMethodReferencesFromSelf().stream().map(reference -> reference.getTarget()))
        .flatMap(targets -> targets);
  }

  private static boolean isTheNote(CodeUnitAccessTarget target) {
    return target.getOwner().isEquivalentTo(BlastRadiusNote.class);
  }

  private static String named(CodeUnitAccessTarget target) {
    JavaClass owner = target.getOwner();
    return owner.getSimpleName() + "." + target.getName();
  }
}
