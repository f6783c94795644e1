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

/** A test, or a class of tests, of what not every version of Cassandra does: skipped on others. */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(OnCassandra.Condition.class)
public @interface OnCassandra {
  /** The first version that does, such as {@code 5.0}. */
  String since() default "0";

  /** The first version that does no longer. */
  String before() default "1000";

  /** What it does: the reason for the test to be skipped. */
  String feature();

  /** Says what is skipped, and where. */
  final class Condition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      return AnnotationSupport.findAnnotation(context.getElement(), OnCassandra.class)
          .filter(Condition::isElsewhere)
          .map(Condition::skipped)
          .orElse(ConditionEvaluationResult.enabled("on any Cassandra, or on this one"));
    }

    private static boolean isElsewhere(OnCassandra on) {
      return !TestedCassandra.isSince(on.since()) || TestedCassandra.isSince(on.before());
    }

    private static ConditionEvaluationResult skipped(OnCassandra on) {
      return ConditionEvaluationResult.disabled(
          TestedCassandra.name() + " is not one on which this holds: " + on.feature());
    }
  }
}
