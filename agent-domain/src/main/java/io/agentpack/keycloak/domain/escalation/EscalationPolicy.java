package io.agentpack.keycloak.domain.escalation;

import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.RefusedException;
import io.agentpack.keycloak.domain.agent.AgentProfile;
import io.agentpack.keycloak.domain.authority.Environment;
import io.agentpack.keycloak.domain.authority.Scopes;
import io.agentpack.keycloak.domain.run.Run;
import java.time.Duration;
import java.util.Set;

/** Whether an agent may have more for one step: at once, after a person said yes, or not at all. */
public final class EscalationPolicy {
    /** How long a request stays open, at most; never longer than its run. */
    public static final Duration LIFETIME = Duration.ofMinutes(10);
    /** How many requests a run may make within {@link #RATE_PERIOD}, granted or not: people are not to be worn down. */
    public static final int RATE = 10;

    public static final Duration RATE_PERIOD = Duration.ofMinutes(10);

    /** What no step gives: a token that outlives sessions would outlive the run. */
    private static final Set<String> NEVER = Set.of("offline_access");

    private EscalationPolicy() {}

    /** What the policy answers. */
    public sealed interface Verdict {
        /** Inside the ceiling. */
        record AtOnce() implements Verdict {}

        /** Somebody must decide. */
        record Ask(Approver approver) implements Verdict {}
    }

    /**
     * @param extra what goes beyond the inbound token; not empty
     * @param holds scopes that both the agent's client may have and the subject of the run holds
     * @param recent requests that the run has made within {@link #RATE_PERIOD}
     * @throws RefusedException when it can't be granted by anybody, or the run asks too often
     */
    public static Verdict judge(
            Scopes extra, Scopes holds, AgentProfile agent, EscalationTerms terms, Run run, long recent) {
        requirePossible(extra, holds, agent, run.environment());
        if (recent >= RATE) {
            throw new RefusedException(Refusal.ASKED_TOO_OFTEN, recent + " requests of this run in a short time");
        }
        if (terms.ceiling().covers(extra)) {
            return new Verdict.AtOnce();
        }
        Approver approver = terms.approver().orElseThrow(EscalationPolicy::nobodyDecides);
        if (approver.kind() == Approver.Kind.SUBJECT && !run.model().actsForHuman()) {
            throw nobodyDecides();
        }
        return new Verdict.Ask(approver);
    }

    /**
     * What nobody can approve, asked again whenever something is granted: what the human or the client does not hold, another environment,
     * production for a local agent.
     */
    public static void requirePossible(Scopes extra, Scopes holds, AgentProfile agent, Environment environment) {
        if (!agent.environment().equals(environment)) {
            throw new RefusedException(Refusal.ACTOR_UNAUTHORIZED, "the agent belongs to another environment");
        }
        if (!agent.environment().admits(agent.locality())) {
            throw new RefusedException(Refusal.ACTOR_UNAUTHORIZED, "a local agent gets nothing of production");
        }
        Scopes possible = holds.without(NEVER);
        if (!possible.covers(extra)) {
            throw new RefusedException(Refusal.SCOPE_BEYOND, "nobody can approve: " + extra.without(possible.values()));
        }
    }

    private static RefusedException nobodyDecides() {
        return new RefusedException(Refusal.SCOPE_BEYOND, "there is nobody who could approve");
    }
}
