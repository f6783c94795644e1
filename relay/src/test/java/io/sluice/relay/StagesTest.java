package io.sluice.relay;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.Sets;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.sluice.wal.Position;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Which package may know which: the stages know the model, and only the pipeline knows them all.
 */
class StagesTest {
  private static final String ROOT = "io.sluice.relay.";
  private static final Set<String> STAGES =
      Set.of(
          "read",
          "confirm",
          "decode",
          "dedupe",
          "route",
          "restamp",
          "convert",
          "publish",
          "checkpoint");
  private static final JavaClasses RELAY =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.sluice.relay");

  @ParameterizedTest
  @FieldSource("STAGES")
  void aStageImportsNoOtherStage(String stage) {
    noClasses()
        .that()
        .resideInAPackage(ROOT + stage + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages(Sets.difference(STAGES, Set.of(stage))))
        .allowEmptyShould(true)
        .check(RELAY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"confirm", "decode", "dedupe", "route", "convert"})
  void aPureStageImportsTheModelOnly(String stage) {
    Set<String> known =
        Set.of(ROOT + stage, ROOT + "change", "io.sluice.wal.record", "io.sluice.event");
    Set<String> imported =
        RELAY.stream()
            .filter(type -> type.getPackageName().equals(ROOT + stage))
            .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
            .map(dependency -> dependency.getTargetClass().getBaseComponentType())
            // It only says what a number means.
            .filter(type -> !type.isEquivalentTo(Position.class))
            .map(JavaClass::getPackageName)
            .filter(name -> name.startsWith("io.sluice."))
            .collect(Collectors.toSet());

    assertThat(imported).contains(ROOT + "change").isSubsetOf(known);
    assertThat(imported.contains("io.sluice.wal.record"))
        .isEqualTo(Set.of("confirm", "decode").contains(stage));
    assertThat(imported.contains("io.sluice.event")).isEqualTo(stage.equals("convert"));
  }

  @ParameterizedTest
  @FieldSource("STAGES")
  void aStageKnowsNothingOfWhatRunsIt(String stage) {
    noClasses()
        .that()
        .resideInAPackage(ROOT + stage)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.sluice.relay", ROOT + "config", ROOT + "cli")
        .check(RELAY);
  }

  @Test
  void theModelImportsNothingOfTheRelay() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "change")
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "are others of this project",
                type ->
                    type.getPackageName().startsWith("io.sluice.")
                        && !type.getPackageName().equals(ROOT + "change")))
        .check(RELAY);
  }

  @Test
  void onlyThePipelineAndItsSecondHalfJoinTheStages() {
    Set<String> halves = Set.of(ROOT + "Pipeline", ROOT + "Outbound");
    Set<String> joined =
        halves.stream()
            .flatMap(half -> stagesKnownTo(RELAY.get(half)).stream())
            .collect(Collectors.toSet());
    assertThat(joined).containsAll(STAGES);

    Set<String> inner = Set.of("confirm", "decode", "dedupe", "restamp", "convert");
    assertThat(RELAY.stream().filter(type -> type.getPackageName().equals("io.sluice.relay")))
        .filteredOn(type -> !Sets.intersection(stagesKnownTo(type), inner).isEmpty())
        .extracting(JavaClass::getName)
        .allMatch(
            name ->
                halves.contains(name)
                    || name.equals(ROOT + "PipelineContext")
                    || name.equals(ROOT + "Queues"));
  }

  private static Set<String> stagesKnownTo(JavaClass type) {
    return type.getDirectDependenciesFromSelf().stream()
        .map(Dependency::getTargetClass)
        .map(target -> target.getBaseComponentType().getPackageName())
        .filter(name -> name.startsWith(ROOT))
        .map(name -> name.substring(ROOT.length()))
        .collect(Collectors.toSet());
  }

  private static String[] packages(Set<String> stages) {
    return stages.stream().map(stage -> ROOT + stage + "..").toArray(String[]::new);
  }
}
