package io.agentpack.keycloak.domain.decision;

import static io.agentpack.keycloak.domain.decision.Refusing.assertRefused;
import static io.agentpack.keycloak.domain.fixture.Agents.agent;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.agent.VerifiedEvidence;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SamePlatformRunTest {
    private static final VerifiedEvidence OF_JOB_7 =
            agent("nightly").inPlatformRun("job-7").evidence();

    @Test
    void theSameRunOfThePlatformGoesOn() {
        assertThatNoException().isThrownBy(() -> SamePlatformRun.require(Optional.of("job-7"), OF_JOB_7));
    }

    @Test
    void anotherRunOfThePlatformDoesNot() {
        assertRefused(Refusal.INSTANCE_CHANGED, () -> SamePlatformRun.require(Optional.of("job-8"), OF_JOB_7));
    }

    @Test
    void evidenceThatNamesNoneIsOfAnother() {
        assertRefused(
                Refusal.INSTANCE_CHANGED,
                () -> SamePlatformRun.require(
                        Optional.of("job-7"), agent("nightly").evidence()));
    }

    @Test
    void aRunThatThePlatformHasNotNamedIsBoundByItsInstanceAlone() {
        assertThatNoException().isThrownBy(() -> SamePlatformRun.require(Optional.empty(), OF_JOB_7));
    }
}
