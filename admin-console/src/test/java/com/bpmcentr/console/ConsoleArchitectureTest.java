package com.bpmcentr.console;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameStartingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;

/** The console's boundaries, as house rules have them. */
@AnalyzeClasses(
    packages = "com.bpmcentr.console",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ConsoleArchitectureTest {

  private static final String PUBLISHING = "com.bpmcentr.console.publishing..";

  @ArchTest
  static final ArchRule onlyPublishingCanSign =
      noClasses()
          .that()
          .resideOutsideOfPackage(PUBLISHING)
          .should()
          .dependOnClassesThat(
              resideInAPackage("org.bouncycastle..").and(not(simpleNameStartingWith("Argon2"))))
          .because("whoever holds a signing key must be easy to find");

  @ArchTest
  static final ArchRule edgeAndConsoleDoNotKnowEachOther =
      noClasses().should().dependOnClassesThat().resideInAPackage("com.bpmcentr.edge..");

  @ArchTest
  static final ArchRule screensKnowNoRepository =
      noClasses()
          .that()
          .resideInAPackage("..ui..")
          .should()
          .dependOnClassesThat()
          .haveSimpleNameEndingWith("Repository")
          .orShould()
          .dependOnClassesThat()
          .resideInAPackage("org.springframework.jdbc..");

  @ArchTest
  static final ArchRule sqlStandsOnlyInClassesNamedForIt =
      noClasses()
          .that()
          .haveNameNotMatching(
              ".*(Repository|Query|\\.Pg[A-Z]\\w*|ConsoleParts|DatabaseUrl)(\\$.*)?")
          .should()
          .dependOnClassesThat(
              resideInAPackage("java.sql..").or(resideInAPackage("org.springframework.jdbc..")))
          .because("who looks for a statement looks there");

  @ArchTest
  static final ArchRule theClockIsInjected =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("com.bpmcentr.console.ConsoleParts")
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(LocalDate.class, "now")
          .orShould()
          .callMethod(LocalDateTime.class, "now")
          .orShould()
          .callMethod(OffsetDateTime.class, "now")
          .orShould()
          .callMethod(ZonedDateTime.class, "now")
          .orShould()
          .callMethod(Clock.class, "systemUTC")
          .orShould()
          .callMethod(Clock.class, "systemDefaultZone")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime");

  /** The rule below cannot see it: the root is no slice. */
  @ArchTest
  static final ArchRule nobodyKnowsTheProgramItself =
      noClasses()
          .that()
          .resideOutsideOfPackage("com.bpmcentr.console")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.bpmcentr.console");

  /** Screens aside: they all hang in the shell, which knows who is logged in. */
  @ArchTest
  static final ArchRule capabilitiesHaveNoCycles =
      slices().matching("com.bpmcentr.console.(*)").should().beFreeOfCycles();
}
