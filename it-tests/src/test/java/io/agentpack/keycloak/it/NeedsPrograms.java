package io.agentpack.keycloak.it;

import static org.junit.platform.commons.support.AnnotationSupport.findAnnotation;

import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skipped, saying so, where one of these programs is missing; never skipped with {@code -Dprograms.required=true}, as in CI. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsPrograms.Condition.class)
@interface NeedsPrograms {
    String[] value();

    class Condition implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext test) {
            String[] programs = findAnnotation(test.getRequiredTestClass(), NeedsPrograms.class)
                    .orElseThrow()
                    .value();
            if (Boolean.getBoolean("programs.required") || Stream.of(programs).allMatch(Condition::runs)) {
                return ConditionEvaluationResult.enabled("all programs are here, or have to be");
            }
            String missing = "not all of " + String.join(", ", programs) + " are here";
            System.out.println("!! " + test.getDisplayName() + " SKIPPED: " + missing);
            return ConditionEvaluationResult.disabled(missing);
        }

        private static boolean runs(String program) {
            try {
                return new ProcessBuilder(program, "--version").start().waitFor() == 0;
            } catch (IOException e) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }
}
