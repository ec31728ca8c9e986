package io.agentpack.keycloak.authenticator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.agentpack.keycloak.authenticator.challenge.Challenges;
import io.agentpack.keycloak.authenticator.evidence.Possession;
import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.RefusedException;
import io.agentpack.keycloak.domain.agent.AgentProfile.ChallengePolicy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AnswerChallengeTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_795_000_000);
    private final Challenges challenges = new Challenges("lab", List.of(new SecretKeySpec(new byte[64], "HmacSHA512")));

    @Test
    void whereItIsRequiredAProofWithoutOneIsRefused() {
        assertRefused(ChallengePolicy.REQUIRED, false, Optional.empty(), Refusal.CHALLENGE_NEEDED);
        assertRefused(ChallengePolicy.REQUIRED, true, Optional.empty(), Refusal.NONCE_NEEDED);
    }

    @Test
    void whereItIsOptionalAProofNeedsNone() {
        assertThat(check(ChallengePolicy.OPTIONAL, false, Optional.empty())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"OPTIONAL", "REQUIRED"})
    void aRightOneIsUsedOnce(ChallengePolicy policy) {
        OneTimeUse use =
                check(policy, false, Optional.of(challenges.fresh(NOW))).orElseThrow();

        assertThat(use.refused()).isEqualTo(Refusal.CHALLENGE_NEEDED);
        assertThat(use.madeAt()).isEqualTo(NOW);
        assertThat(use.remembered()).isGreaterThan(Challenges.LIFETIME);
    }

    @ParameterizedTest
    @EnumSource(names = {"OPTIONAL", "REQUIRED"})
    void aWrongOneIsRefused(ChallengePolicy policy) {
        assertRefused(policy, false, Optional.of("wrong"), Refusal.CHALLENGE_NEEDED);
        assertRefused(policy, true, Optional.of("wrong"), Refusal.NONCE_NEEDED);
    }

    @Test
    void switchedOffItIsNotLookedAt() {
        assertThat(check(ChallengePolicy.OFF, false, Optional.of("wrong"))).isEmpty();
    }

    private Optional<OneTimeUse> check(ChallengePolicy policy, boolean combined, Optional<String> challenge) {
        return new AnswerChallenge(policy, combined).check(new Possession("p", NOW, challenge), () -> challenges, NOW);
    }

    private void assertRefused(ChallengePolicy policy, boolean combined, Optional<String> challenge, Refusal refusal) {
        assertThatThrownBy(() -> check(policy, combined, challenge))
                .asInstanceOf(type(RefusedException.class))
                .returns(refusal, RefusedException::refusal);
    }
}
