package io.agentpack.keycloak.domain.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.RefusedException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

final class Refusing {
    private Refusing() {}

    static void assertRefused(Refusal refusal, ThrowingCallable action) {
        RefusedException refused = catchThrowableOfType(RefusedException.class, action);
        assertThat(refused).as("refused").isNotNull();
        assertThat(refused.refusal()).isEqualTo(refusal);
        assertThat(refused.reason()).isNotBlank();
    }
}
