package dev.signet;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.servlet.ServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The arrows between packages point one way, and each library has one place. */
class ArchitectureTest {
  /** From the one that needs no other to the one that needs the most. */
  private static final List<String> PACKAGES =
      List.of(
          "dev.signet.log",
          "dev.signet.json",
          "dev.signet.settings",
          "dev.signet.metrics",
          "dev.signet.channel",
          "dev.signet.hop",
          "dev.signet.crypto",
          "dev.signet.mapping",
          "dev.signet.revocation",
          "dev.signet.config",
          "dev.signet.token",
          "dev.signet.cluster",
          "dev.signet.http",
          "dev.signet.keys",
          "dev.signet.jose",
          "dev.signet.identity",
          "dev.signet",
          "dev.signet.concurrent",
          "dev.signet.refusals",
          "dev.signet.monitoring",
          "dev.signet.health",
          "dev.signet.rehearsal",
          "dev.signet.audit",
          "dev.signet.session",
          "dev.signet.logout",
          "dev.signet.container",
          "dev.signet.mechanism");

  private static final int MOST_FILES = 30;

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.signet");

  @Test
  void packagesDependOneWay() {
    for (int i = 0; i < PACKAGES.size(); i++) {
      String[] above = PACKAGES.subList(i + 1, PACKAGES.size()).toArray(String[]::new);
      if (above.length > 0) {
        noClasses()
            .that()
            .resideInAPackage(PACKAGES.get(i))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(above)
            .check(CLASSES);
      }
    }
  }

  @Test
  void everyPackageIsInTheOrder() {
    List<String> all = new ArrayList<>(PACKAGES);
    all.add("dev.signet.cdi");
    assertEquals(
        all.stream().sorted().toList(),
        CLASSES.stream().map(JavaClass::getPackageName).distinct().sorted().toList());
  }

  @Test
  void claimInjectionNeedsTheLineAlone() {
    noClasses()
        .that()
        .resideInAPackage("dev.signet.cdi")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("dev.signet..")
                .and(resideOutsideOfPackages("dev.signet", "dev.signet.cdi")))
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.signet.cdi")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.signet.cdi")
        .check(CLASSES);
  }

  /** {@code signet-api} has these classes alone; an application is compiled against them. */
  @Test
  void whatApplicationsNeedIsFreeOfTheRest() {
    String api =
        "\\[*L?dev\\.signet\\.(JwtPrincipal|RequestToken|cdi\\.Claim|"
            + "mechanism\\.JwtHeaderAuthenticationMechanismDefinition)(\\$.*)?;?";
    noClasses()
        .that()
        .haveNameMatching(api)
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("dev.signet..")
                .and(DescribedPredicate.not(HasName.Predicates.nameMatching(api))))
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dev.signet.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void noPackageIsAWarehouse() {
    Map<String, Long> tooLarge =
        new TreeMap<>(
            CLASSES.stream()
                .filter(
                    type -> type.isTopLevelClass() || type.getSimpleName().equals("package-info"))
                .collect(groupingBy(JavaClass::getPackageName, counting())));
    tooLarge.values().removeIf(files -> files <= MOST_FILES);
    assertEquals(Map.of(), tooLarge);
  }

  @Test
  void onlyKeysAndTokensAreReadWithJose4j() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.signet.keys", "dev.signet.jose")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.jose4j..")
        .check(CLASSES);
  }

  @Test
  void onlyTheDoorsKnowJakartaAuthentication() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.signet.container", "dev.signet.mechanism")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jakarta.security..")
        .check(CLASSES);
  }

  /**
   * What a server without CDI or Jakarta Security loads must not name a class of them. What asks
   * whether they are there does so in a nested class, which is linked only then.
   */
  @Test
  void theModuleNeedsNeitherCdiNorJakartaSecurity() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "dev.signet.mechanism", "dev.signet.cdi", "dev.signet.health", "dev.signet.concurrent")
        .and()
        .areTopLevelClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "jakarta.enterprise..",
            "jakarta.inject..",
            "jakarta.el..",
            "jakarta.security.enterprise..")
        .check(CLASSES);
  }

  /** An address is read, never looked up; key servers are asked by java.net.http alone. */
  @Test
  void noNameServiceIsAsked() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveNameMatching("java\\.net\\.(Inet.*|Socket.*|DatagramSocket)")
        .check(CLASSES);
  }

  @Test
  void noRequestIsKept() {
    noFields()
        .should()
        .haveRawType(JavaClass.Predicates.assignableTo(ServletRequest.class))
        .check(CLASSES);
  }
}
