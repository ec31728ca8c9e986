package io.agentpack.keycloak.domain.decision;

import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.RefusedException;
import io.agentpack.keycloak.domain.agent.AgentProfile;
import io.agentpack.keycloak.domain.agent.VerifiedEvidence;
import io.agentpack.keycloak.domain.chain.Actor;
import io.agentpack.keycloak.domain.chain.ActorChain;
import io.agentpack.keycloak.domain.grant.GrantTable.Start;
import io.agentpack.keycloak.domain.run.Deadline;
import io.agentpack.keycloak.domain.run.Run;
import io.agentpack.keycloak.domain.run.RunLimits;
import java.time.Instant;
import java.util.Optional;

/** Whether an agent may start a run, and which. */
public final class StartRun {
    private StartRun() {}

    /** An agent as it stands before us: who, by which profile, proven by what. */
    public record Agent(String uuid, Actor actor, AgentProfile profile, VerifiedEvidence evidence) {

        RunLimits limits() {
            return RunLimits.ofProfile(profile);
        }
    }

    /**
     * The human's side of a delegated run.
     *
     * @param named whether the human's token names the agent, by scope or by {@code may_act}
     * @param boundToOther whether the token is bound to a key that is not the agent's
     * @param inAudience whether the agent is an audience of the token, or the party it was issued to
     * @param sessionEnds when the human's session ends at the latest, if that is known
     */
    public record Human(
            String id,
            Run.HumanGrant grant,
            boolean named,
            boolean boundToOther,
            boolean inAudience,
            Optional<Instant> sessionEnds) {}

    /** A run on behalf of a human. Its authority is filled in when the token is made. */
    public static Draft delegated(String runId, Agent agent, Human human, RunLimits.Asked asked, Instant now) {
        if (agent.profile().kind().start() != Start.HUMANS_TOKEN) {
            throw new RefusedException(
                    Refusal.GRANT_NOT_ALLOWED, agent.profile().authority().value() + " agents can't act for a human");
        }
        if (!human.inAudience()) {
            throw new RefusedException(
                    Refusal.ACTOR_UNAUTHORIZED, "the agent is neither an audience nor the holder of the human's token");
        }
        if (!human.named() && human.boundToOther()) {
            throw new RefusedException(
                    Refusal.ACTOR_UNAUTHORIZED, "a token bound to another's key must name the agent");
        }
        if (!human.named() && agent.profile().consent() == AgentProfile.Consent.REQUIRED) {
            throw new RefusedException(Refusal.ACTOR_UNAUTHORIZED, "the human's token does not name the agent");
        }
        agent.evidence().assurance().requireActingFor(human.id());
        return draft(
                runId,
                agent,
                human.id(),
                Optional.of(human.grant()),
                human.id(),
                ActorChain.NONE.handedTo(agent.actor()),
                asked,
                now,
                human.sessionEnds());
    }

    /** A run in which the agent acts for itself: a workflow's run, or a goal's. */
    public static Draft onItsOwn(
            String runId, Agent agent, RunLimits.Asked asked, Instant now, Optional<Instant> sessionEnds) {
        if (agent.profile().kind().start() != Start.OWN_EVIDENCE) {
            throw new RefusedException(Refusal.GRANT_NOT_ALLOWED, "a delegated agent has no authority of its own");
        }
        return draft(
                runId,
                agent,
                agent.actor().subject(),
                Optional.empty(),
                agent.profile().owner().orElseThrow(),
                ActorChain.NONE,
                asked,
                now,
                sessionEnds);
    }

    private static Draft draft(
            String runId,
            Agent agent,
            String subject,
            Optional<Run.HumanGrant> standsOn,
            String owner,
            ActorChain chain,
            RunLimits.Asked asked,
            Instant now,
            Optional<Instant> sessionEnds) {
        return authority -> new Run(
                runId,
                agent.actor().issuer(),
                runId,
                Optional.empty(),
                0,
                agent.uuid(),
                agent.profile().clientId(),
                agent.profile().authority(),
                agent.profile().environment(),
                agent.profile().locality(),
                subject,
                standsOn,
                owner,
                chain,
                agent.evidence().instance(),
                agent.evidence().attester(),
                asked.goal(),
                agent.limits().loweredBy(asked),
                authority,
                now,
                Deadline.ofRun(now, agent.profile().runMaxLifetime(), asked.maxDuration(), sessionEnds));
    }
}
