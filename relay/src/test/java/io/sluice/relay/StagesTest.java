package io.sluice.relay;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Set;

/** Stages know the model and nothing of each other: only the pipeline puts them together. */
@AnalyzeClasses(packages = "io.sluice.relay", importOptions = ImportOption.DoNotIncludeTests.class)
class StagesTest {
  private static final Set<String> STAGES =
      Set.of("read", "decode", "dedupe", "route", "convert", "publish", "checkpoint");

  @ArchTest
  static final ArchRule STAGES_DO_NOT_KNOW_EACH_OTHER =
      slices().assignedFrom(new Stages()).should().notDependOnEachOther();

  @ArchTest
  static final ArchRule STAGES_KNOW_NOTHING_OF_WHAT_RUNS_THEM =
      noClasses()
          .that(new StageClasses())
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.sluice.relay", "io.sluice.relay.config", "io.sluice.relay.cli");

  private static String stage(JavaClass type) {
    String name = type.getPackageName();
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static final class Stages implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      return STAGES.contains(stage(type))
          ? SliceIdentifier.of(stage(type))
          : SliceIdentifier.ignore();
    }

    @Override
    public String getDescription() {
      return "stages";
    }
  }

  private static final class StageClasses extends DescribedPredicate<JavaClass> {
    StageClasses() {
      super("are of a stage");
    }

    @Override
    public boolean test(JavaClass type) {
      return STAGES.contains(stage(type));
    }
  }
}
