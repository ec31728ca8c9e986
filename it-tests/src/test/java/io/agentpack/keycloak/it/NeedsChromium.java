package io.agentpack.keycloak.it;

import io.agentpack.keycloak.it.kit.chromium.Chromium;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skipped, saying so, where no Chromium is installed; never skipped with {@code -Dchromium.required=true}, as in CI. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsChromium.Condition.class)
@interface NeedsChromium {

    class Condition implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext test) {
            if (Chromium.isInstalled() || Boolean.getBoolean("chromium.required")) {
                return ConditionEvaluationResult.enabled("a browser, or the duty to have one");
            }
            System.out.println(
                    "!! " + test.getDisplayName() + " SKIPPED: no Chromium here (packages chromium, chromium-driver)");
            return ConditionEvaluationResult.disabled("no Chromium here");
        }
    }
}
