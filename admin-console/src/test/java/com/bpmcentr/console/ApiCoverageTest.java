package com.bpmcentr.console;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.staff.Actor;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.util.Map;
import java.util.TreeSet;
import org.springframework.stereotype.Service;

/** Whatever a screen does on somebody's behalf, the admin API does with the same method. */
@AnalyzeClasses(
    packages = "com.bpmcentr.console",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ApiCoverageTest {

  private static final DescribedPredicate<JavaClass> SCREENS =
      resideInAnyPackage("com.bpmcentr.console..ui..", "com.bpmcentr.console.shell..");
  private static final DescribedPredicate<JavaClass> API =
      resideInAnyPackage("com.bpmcentr.console.api..");

  /** What only screens call, and the method that the API calls for the same. */
  private static final Map<String, String> ANSWERED_BY_ANOTHER =
      Map.of(
          // The job and a page of its rows are two looks of a screen, and one call of the API.
          "JobService.get", "JobService.detail",
          "JobService.results", "JobService.detail",
          // All home pages share what was seen in the last seconds; a program asks anew.
          "AttentionService.recentNeeds", "AttentionService.needs",
          // How many there are stands beside each list.
          "SubscriptionService.count", "SubscriptionService.list");

  /** What only screens need, each with its reason. */
  private static final Map<String, String> SCREENS_ONLY =
      Map.of(
          "LoginService.confirm",
          "asks whoever sits at an open session again; a call of the API shows its token each"
              + " time");

  @ArchTest
  static void operationsOfScreens_allButTheNamed_areOperationsOfTheApi(JavaClasses console) {
    TreeSet<String> ofApi = calledFrom(console, API);
    TreeSet<String> missing = calledFrom(console, SCREENS);
    assertThat(missing).hasSizeGreaterThan(40);
    missing.removeAll(ofApi);
    missing.removeAll(SCREENS_ONLY.keySet());

    assertThat(missing).isEqualTo(new TreeSet<>(ANSWERED_BY_ANOTHER.keySet()));
    assertThat(ofApi).containsAll(ANSWERED_BY_ANOTHER.values());
    assertThat(calledFrom(console, SCREENS)).containsAll(SCREENS_ONLY.keySet());
  }

  /** The methods that act for a staff member: all take the actor first. */
  private static TreeSet<String> calledFrom(
      JavaClasses console, DescribedPredicate<JavaClass> callers) {
    return console.stream()
        .filter(type -> type.isAnnotatedWith(Service.class))
        .flatMap(type -> type.getMethods().stream())
        .filter(ApiCoverageTest::actsForSomeone)
        .filter(
            method ->
                method.getCallsOfSelf().stream()
                        .anyMatch(call -> callers.test(call.getOriginOwner()))
                    || method.getReferencesToSelf().stream()
                        .anyMatch(reference -> callers.test(reference.getOriginOwner())))
        .map(method -> method.getOwner().getSimpleName() + "." + method.getName())
        .collect(toCollection(TreeSet::new));
  }

  private static boolean actsForSomeone(JavaMethod method) {
    return !method.getRawParameterTypes().isEmpty()
        && method.getRawParameterTypes().getFirst().isEquivalentTo(Actor.class);
  }
}
