package io.agentpack.keycloak.authenticator;

import io.agentpack.keycloak.authenticator.challenge.Challenges;
import io.agentpack.keycloak.authenticator.evidence.Possession;
import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.RefusedException;
import io.agentpack.keycloak.domain.agent.AgentProfile.ChallengePolicy;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Whether a proof answers a challenge of this realm, where one is asked for or answered (draft section 7.2, step 5). */
final class AnswerChallenge {
    private final ChallengePolicy policy;
    /** How a client is told to take a fresh one: in combined mode it is a DPoP nonce (draft section 5.2). */
    private final Refusal refusal;

    AnswerChallenge(ChallengePolicy policy, boolean combined) {
        this.policy = policy;
        this.refusal = combined ? Refusal.NONCE_NEEDED : Refusal.CHALLENGE_NEEDED;
    }

    /** The use of the challenge; empty when there is none and needs to be none. */
    Optional<OneTimeUse> check(Possession proof, Supplier<Challenges> challenges, Instant now) {
        if (policy == ChallengePolicy.OFF) {
            return Optional.empty();
        }
        if (proof.challenge().isEmpty() && policy == ChallengePolicy.REQUIRED) {
            throw new RefusedException(refusal, "proof: without a challenge");
        }
        return proof.challenge()
                .map(challenge -> OneTimeUse.of(challenge, givenOut(challenge, challenges.get(), now), refusal));
    }

    private Instant givenOut(String challenge, Challenges challenges, Instant now) {
        return challenges
                .givenOut(challenge, now)
                .orElseThrow(() ->
                        new RefusedException(refusal, "proof: answers no challenge of this realm, or one too old"));
    }
}
