package io.sluice.tests.harness;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** A test, or a class of tests, of what Cassandra cannot do before a version: skipped on those. */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(SinceCassandra.Condition.class)
public @interface SinceCassandra {
  /** The first version that can, such as {@code 5.0}. */
  String value();

  /** What it can. */
  String feature();

  /** Says which feature is missing, and where. */
  final class Condition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      return AnnotationSupport.findAnnotation(context.getElement(), SinceCassandra.class)
          .filter(since -> !TestedCassandra.isSince(since.value()))
          .map(Condition::missing)
          .orElse(ConditionEvaluationResult.enabled("not missing"));
    }

    private static ConditionEvaluationResult missing(SinceCassandra since) {
      return ConditionEvaluationResult.disabled(
          "%s: since Cassandra %s, this is %s"
              .formatted(since.feature(), since.value(), TestedCassandra.name()));
    }
  }
}
