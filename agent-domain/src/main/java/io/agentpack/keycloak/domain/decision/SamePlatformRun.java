package io.agentpack.keycloak.domain.decision;

import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.RefusedException;
import io.agentpack.keycloak.domain.agent.VerifiedEvidence;
import java.util.Optional;

/** Evidence that names the platform's run is good for that run only: where a run was started with it, no other job of the instance goes on in it. */
public final class SamePlatformRun {
    private SamePlatformRun() {}

    /**
     * @param startedIn the platform's name for its run, by the evidence that the run was started with; empty where that named none
     * @throws RefusedException {@link Refusal#INSTANCE_CHANGED}
     */
    public static void require(Optional<String> startedIn, VerifiedEvidence evidence) {
        if (startedIn.isPresent() && !startedIn.equals(evidence.platformRun())) {
            throw new RefusedException(
                    Refusal.INSTANCE_CHANGED,
                    "evidence of another run of the platform than the one that started the run");
        }
    }
}
