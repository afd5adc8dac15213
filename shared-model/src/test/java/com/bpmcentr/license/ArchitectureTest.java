package com.bpmcentr.license;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.security.Signature;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;

/** What edge and console share knows neither of them, and decides by what it is given. */
@AnalyzeClasses(
    packages = "com.bpmcentr.license",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String LICENSE = "com.bpmcentr.license..";
  private static final String SIGNATURE = "com.bpmcentr.license.signature..";

  @ArchTest
  static final ArchRule usesOnlyTheLibrariesNamedHere =
      classes()
          .should()
          .onlyDependOnClassesThat(
              resideInAPackage("java..")
                  .and(resideOutsideOfPackage("java.sql.."))
                  .and(resideOutsideOfPackage("java.net.."))
                  .or(resideInAPackage(LICENSE))
                  .or(resideInAPackage("javax.crypto.."))
                  .or(resideInAPackage("com.fasterxml.jackson.core.."))
                  .or(resideInAPackage("org.bouncycastle.."))
                  .or(resideInAPackage("org.jspecify.annotations..")))
          .because("it is neither Spring's nor Vert.x's, and has no database");

  @ArchTest
  static final ArchRule bouncyCastleStaysInTheSignaturePackage =
      noClasses()
          .that()
          .resideOutsideOfPackage(SIGNATURE)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.bouncycastle..");

  @ArchTest
  static final ArchRule signaturesAreVerifiedAndNeverMade =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveNameMatching("org\\.bouncycastle\\..*Private.*")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Signature.class)
          .orShould()
          .callMethod("org.bouncycastle.crypto.signers.Ed25519Signer", "generateSignature");

  @ArchTest
  static final ArchRule theClockIsTheCallers =
      noClasses()
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(LocalDate.class, "now")
          .orShould()
          .callMethod(LocalDateTime.class, "now")
          .orShould()
          .callMethod(ZonedDateTime.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Clock.class);

  @ArchTest
  static final ArchRule signatureKnowsNothingOfLicenses =
      noClasses()
          .that()
          .resideInAPackage(SIGNATURE)
          .should()
          .dependOnClassesThat(resideInAPackage(LICENSE).and(resideOutsideOfPackage(SIGNATURE)));
}
