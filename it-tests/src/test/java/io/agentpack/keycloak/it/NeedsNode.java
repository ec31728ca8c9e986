package io.agentpack.keycloak.it;

import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skipped, saying so, where there is no Node.js; never skipped with {@code -Dnode.required=true}, as in CI. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsNode.Condition.class)
@interface NeedsNode {

    class Condition implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext test) {
            if (Boolean.getBoolean("node.required") || (runs("node") && runs("npm"))) {
                return ConditionEvaluationResult.enabled("Node.js, or the duty to have it");
            }
            System.out.println("!! " + test.getDisplayName() + " SKIPPED: no Node.js here (packages nodejs, npm)");
            return ConditionEvaluationResult.disabled("no Node.js here");
        }

        private static boolean runs(String command) {
            try {
                return new ProcessBuilder(command, "--version").start().waitFor() == 0;
            } catch (IOException e) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }
}
