package dev.signet;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures;
import org.junit.jupiter.api.Test;

/** The arrows between packages point one way, and each library has one place. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.signet");

  @Test
  void packagesDependOneWay() {
    Architectures.layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("config")
        .definedBy("dev.signet.config")
        .layer("token")
        .definedBy("dev.signet.token")
        .layer("jose")
        .definedBy("dev.signet.jose")
        .layer("identity")
        .definedBy("dev.signet.identity")
        .layer("line")
        .definedBy("dev.signet")
        .layer("container")
        .definedBy("dev.signet.container")
        .layer("cdi")
        .definedBy("dev.signet.cdi")
        .whereLayer("cdi")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("container")
        .mayOnlyBeAccessedByLayers("cdi")
        .whereLayer("line")
        .mayOnlyBeAccessedByLayers("container")
        .whereLayer("identity")
        .mayOnlyBeAccessedByLayers("line", "container")
        .whereLayer("jose")
        .mayOnlyBeAccessedByLayers("identity", "line", "container")
        .whereLayer("token")
        .mayOnlyBeAccessedByLayers("jose", "identity", "line", "container")
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dev.signet.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void onlyJoseKnowsJose4j() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.signet.jose")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.jose4j..")
        .check(CLASSES);
  }

  @Test
  void onlyTheContainerSideKnowsJakartaAuthenticationAndSecurity() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.signet.container")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jakarta.security..")
        .check(CLASSES);
  }

  /** What a container without CDI or Jakarta Security loads must not name a class of them. */
  @Test
  void theModuleNeedsNeitherCdiNorJakartaSecurity() {
    noClasses()
        .that()
        .haveNameMatching(
            "dev\\.signet\\.container\\.(JwtServerAuthModule|JwtAuthConfigProvider|JwtPrincipal|Line|"
                + "LoginBoundSessionFilter|LoginSessions|NewSessions|SameAddress|NobodysRequest|"
                + "Registration|ServedLine|SignetInitializer|SubjectBuilder|"
                + "CallbackSubjectBuilder|LibertySubjectBuilder|ApplicationMechanisms|"
                + "ApplicationRegistration|FailureReason|ConfigSource|ConfigLocation|Refusals|"
                + "LimitedLog|MonitoredKeys)(\\$\\d+)?")
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
    com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields()
        .should()
        .haveRawType(jakarta.servlet.http.HttpServletRequest.class)
        .check(CLASSES);
  }
}
