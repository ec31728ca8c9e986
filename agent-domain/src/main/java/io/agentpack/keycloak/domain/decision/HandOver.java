package io.agentpack.keycloak.domain.decision;

import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.RefusedException;
import io.agentpack.keycloak.domain.run.Deadline;
import io.agentpack.keycloak.domain.run.Run;
import io.agentpack.keycloak.domain.run.RunLimits;
import java.time.Instant;
import java.util.Optional;

/** Whether a run may be handed over to a sub-agent, and to which child run. */
public final class HandOver {
    private HandOver() {}

    /**
     * @param namedByToken whether {@code may_act} of the parent's token names the sub-agent
     * @param liveChildren child runs of the parent that live now
     */
    public static Draft to(
            StartRun.Agent agent,
            String runId,
            Run parent,
            boolean namedByToken,
            long liveChildren,
            RunLimits.Asked asked,
            Instant now) {
        if (agent.profile().authority().actsForHuman() != parent.model().actsForHuman()) {
            throw new RefusedException(
                    Refusal.GRANT_NOT_ALLOWED,
                    "a " + agent.profile().authority().value() + " agent can't join a "
                            + parent.model().value() + " run");
        }
        if (!parent.limits().admits(agent.profile().clientId(), namedByToken)) {
            throw new RefusedException(Refusal.ACTOR_UNAUTHORIZED, "the agent is not a delegate of the run");
        }
        if (!agent.profile().environment().equals(parent.environment())) {
            throw new RefusedException(Refusal.ACTOR_UNAUTHORIZED, "the agent belongs to another environment");
        }
        if (parent.model().actsForHuman()) {
            agent.evidence().assurance().requireActingFor(parent.subjectId());
        }
        if (parent.limits().depth() < 1) {
            throw new RefusedException(Refusal.CHAIN_TOO_DEEP, "depth " + (parent.depth() + 1) + " is not allowed");
        }
        if (liveChildren >= parent.limits().children()) {
            throw new RefusedException(Refusal.TOO_MANY_CHILDREN, liveChildren + " child runs live");
        }
        return authority -> new Run(
                runId,
                parent.issuer(),
                parent.root(),
                Optional.of(parent.id()),
                parent.depth() + 1,
                agent.uuid(),
                agent.profile().clientId(),
                parent.model(),
                parent.environment(),
                agent.profile().locality(),
                parent.subjectId(),
                parent.standsOn(),
                parent.owner(),
                parent.chain().handedTo(agent.actor()),
                agent.evidence().instance(),
                agent.evidence().attester(),
                asked.goal().or(parent::goal),
                parent.limits().forChild(agent.limits()).loweredBy(asked),
                authority,
                now,
                Deadline.ofRun(
                        now, agent.profile().runMaxLifetime(), asked.maxDuration(), Optional.of(parent.deadline())));
    }
}
