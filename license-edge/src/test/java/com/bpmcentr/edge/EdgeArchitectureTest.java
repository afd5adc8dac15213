package com.bpmcentr.edge;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.bpmcentr.edge.verify.CheckDecider;
import com.bpmcentr.license.LicenseDecider;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** What the edge must never be able to do, and who in it may do what. */
@AnalyzeClasses(
    packages = "com.bpmcentr.edge",
    importOptions = ImportOption.DoNotIncludeTests.class)
class EdgeArchitectureTest {

  @ArchTest
  static final ArchRule knowsNeitherSpringNorTheConsole =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.springframework..", "com.vaadin..", "com.bpmcentr.console..", "java.sql..");

  /** Signing needs a private key and a signer; the edge's own classes name neither. */
  @ArchTest
  static final ArchRule cannotSign =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("org.bouncycastle..", "java.security..", "javax.crypto..")
                  // a certificate is public, and tells when it ends
                  .and(not(resideInAnyPackage("java.security.cert.."))));

  @ArchTest
  static final ArchRule sqlOnlyInPgClasses =
      noClasses()
          .that(not(nameMatching(".*\\.Pg[A-Za-z]+(\\$.*)?")))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.vertx.sqlclient..", "io.vertx.pgclient..");

  @ArchTest
  static final ArchRule noClockButTheInjectedOne =
      noClasses()
          .that(not(assignableTo(LicenseEdge.class)))
          .should()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(Clock.class, "systemUTC");

  @ArchTest
  static final ArchRule packagesFormNoCycle =
      slices().matching("com.bpmcentr.edge.(*)..").should().beFreeOfCycles();

  /** The order of the decision stands in the shared decider; the edge must not grow a second. */
  @ArchTest
  static final ArchRule decidesInOnePlace =
      noClasses()
          .that(not(assignableTo(CheckDecider.class)))
          .should()
          .dependOnClassesThat()
          .areAssignableTo(LicenseDecider.class);

  /** Lincheck switches threads, it does not reorder what they write; so plain access is named. */
  @ArchTest
  static final ArchRule sharedArraysAreAccessedPlainlyOnlyByTheirWriter =
      noClasses()
          .should()
          .callMethodWhere(plainAccess("setPlain", "LicenseReplica.newNumber", "NumberIndex.copy"))
          .orShould()
          .callMethodWhere(
              plainAccess(
                  "getPlain",
                  "LicenseReplica.newNumber",
                  "LicenseReplica.hold",
                  "LicenseReplica.isOfCustomer",
                  "NumberIndex.copy",
                  "NumberIndex.put",
                  "NumberIndex.remove"));

  @ArchTest
  static final ArchRule sharedArraysAreReplacedByVolatileWrites =
      fields()
          .that()
          .haveRawType(AtomicLongArray.class)
          .or()
          .haveRawType(AtomicReferenceArray.class)
          .should()
          .haveModifier(JavaModifier.VOLATILE);

  private static DescribedPredicate<JavaMethodCall> plainAccess(String method, String... allowed) {
    return DescribedPredicate.describe(
        method + " elsewhere than in " + String.join(", ", allowed),
        call ->
            call.getTarget().getName().equals(method)
                && !List.of(allowed)
                    .contains(
                        call.getOriginOwner().getSimpleName() + "." + call.getOrigin().getName()));
  }
}
