package dev.visionlog.client;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What callers see is plain Java, and the parts know each other one way only. */
class ApiTest {
  private static final String CLIENT = "dev.visionlog.client";

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(CLIENT);

  @Test
  void publicMethods_takeAndGivePlainTypesOnly() {
    Set<String> foreign =
        classes.stream()
            .filter(type -> type.getPackageName().equals(CLIENT))
            .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
            .flatMap(type -> type.getCodeUnits().stream())
            .filter(unit -> unit.getModifiers().contains(JavaModifier.PUBLIC))
            .flatMap(ApiTest::types)
            .filter(name -> !name.startsWith("java.") && !isOurs(name) && name.contains("."))
            .collect(Collectors.toSet());
    assertThat(foreign).isEmpty();
  }

  private static Stream<String> types(JavaCodeUnit unit) {
    return Stream.concat(Stream.of(unit.getRawReturnType()), unit.getRawParameterTypes().stream())
        .map(JavaClass::getName);
  }

  private static boolean isOurs(String name) {
    return name.replaceFirst("^\\[+L", "").startsWith(CLIENT) && !name.contains(".internal.");
  }

  @Test
  void queueAndSpool_knowNothingOfTheWire() {
    noClasses()
        .that()
        .resideInAnyPackage(CLIENT + ".internal.queue..", CLIENT + ".internal.spool..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.grpc..", "com.google.protobuf..", "dev.visionlog.v1..")
        .check(classes);
  }

  @Test
  void micrometer_isNeededByTheMetersOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackage(CLIENT + ".metrics")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.micrometer..")
        .check(classes);
  }

  @Test
  void openCv_isNeededByItsImagesOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackage(CLIENT + ".opencv")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.bytedeco..")
        .check(classes);
  }

  @Test
  void desktop_isNeededByItsImagesOnly() {
    noClasses()
        .that()
        .haveNameNotMatching(CLIENT + ".(Image|internal.entry.Pixels)")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.awt..")
        .check(classes);
  }
}
