package dev.visionlog.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which package may use which: arrows point one way. */
class ArrowsTest {
  private static final String ROOT = "dev.visionlog.server";
  private static final JavaClasses SERVER =
      new ClassFileImporter()
          .importUrl(VisionlogServer.class.getProtectionDomain().getCodeSource().getLocation());

  /** What of ours each package may use. The root package wires everything, and may use all. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "config     | ",
        "model      | ",
        "image      | model",
        "text       | ",
        "embedded   | ",
        "filter     | model",
        "store      | model filter image",
        "pipeline   | model store",
        "tail       | model store filter",
        "settings   | model store",
        "retention  | model store filter image",
        "metrics    | pipeline tail image",
        "export     | model store",
        "service    | model text image filter store pipeline tail settings retention config export",
      })
  void packages_useOnlyThoseBelowThem(String name, String allowed) {
    Set<String> packages = new TreeSet<>(Set.of(ROOT + "." + name + ".."));
    if (allowed != null) {
      Arrays.stream(allowed.split(" ")).forEach(each -> packages.add(ROOT + "." + each + ".."));
    }
    noClasses()
        .that()
        .resideInAPackage(ROOT + "." + name + "..")
        .should()
        .dependOnClassesThat(
            JavaClass.Predicates.resideInAPackage(ROOT + "..")
                .and(JavaClass.Predicates.resideOutsideOfPackages(packages.toArray(String[]::new))))
        .check(SERVER);
  }

  @Test
  void packages_haveNoCycles() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(SERVER);
  }

  @Test
  void contract_isSpokenByServicesAndSettings() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + ".service..", ROOT + ".settings..", ROOT + ".retention..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.visionlog.v1..")
        .check(SERVER);
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".retention..")
        .should()
        .dependOnClassesThat(
            JavaClass.Predicates.resideInAPackage("dev.visionlog.v1..")
                .and(
                    com.tngtech.archunit.base.DescribedPredicate.describe(
                        "are not messages of the retention settings",
                        type -> !type.getSimpleName().contains("Retention"))))
        .check(SERVER);
  }

  /** Whoever needs rows asks the store. */
  @Test
  void sql_isSpokenByTheStore() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + ".store.postgres..", ROOT + ".embedded..", ROOT)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("javax.sql..", "org.jdbi..", "org.postgresql..", "com.zaxxer..")
        .check(SERVER);
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + ".store.postgres..", ROOT + ".service..", ROOT)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + ".store.postgres..")
        .check(SERVER);
  }

  @Test
  void grpc_isSpokenByServices() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + ".service..", ROOT)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.grpc..")
        .check(SERVER);
  }

  @Test
  void model_isImmutable() {
    classes()
        .that()
        .resideInAPackage(ROOT + ".model")
        .and()
        .areNotInterfaces()
        .should()
        .haveModifier(JavaModifier.FINAL)
        .andShould()
        .haveOnlyFinalFields()
        .check(SERVER);
  }
}
