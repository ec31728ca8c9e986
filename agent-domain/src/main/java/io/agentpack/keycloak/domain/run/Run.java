package io.agentpack.keycloak.domain.run;

import io.agentpack.keycloak.domain.agent.AgentInstance;
import io.agentpack.keycloak.domain.agent.AgentProfile;
import io.agentpack.keycloak.domain.authority.Authority;
import io.agentpack.keycloak.domain.authority.AuthorityModel;
import io.agentpack.keycloak.domain.authority.Environment;
import io.agentpack.keycloak.domain.authority.Locality;
import io.agentpack.keycloak.domain.chain.ActorChain;
import java.time.Instant;
import java.util.Optional;

/**
 * What everything an agent does hangs on.
 *
 * @param id also the id of the run's own user session and the {@code sid} of its tokens
 * @param issuer the realm's issuer, as in the run's tokens
 * @param root the first run of the tree; the run itself when it has no parent
 * @param depth 0 for a root run
 * @param agentUuid immutable id of the agent's client
 * @param agent client id of the agent
 * @param subjectId whom the tokens name as {@code sub}: the human, or the service account of the tree's first agent
 * @param standsOn the human's session and client this tree hangs on, when delegated
 * @param owner who answers for it: the human's id when delegated, else the owner's username
 * @param attester name of the attester that vouched for the instance
 * @param authority the most any token of this run may hold
 * @param deadline no token outlives it
 */
public record Run(
        String id,
        String issuer,
        String root,
        Optional<String> parent,
        int depth,
        String agentUuid,
        String agent,
        AuthorityModel model,
        Environment environment,
        Locality locality,
        String subjectId,
        Optional<HumanGrant> standsOn,
        String owner,
        ActorChain chain,
        AgentInstance instance,
        String attester,
        Optional<String> goal,
        RunLimits limits,
        Authority authority,
        Instant started,
        Instant deadline) {

    public boolean isRoot() {
        return parent.isEmpty();
    }

    public boolean isOver(Instant now) {
        return !now.isBefore(deadline);
    }

    /** The same run with other limits and another deadline. */
    public Run limitedTo(RunLimits otherLimits, Instant otherDeadline) {
        return with(instance, otherLimits, otherDeadline);
    }

    /** This run as the run above it leaves it now: what was lowered there after this one started holds here, too. */
    public Run under(Run above) {
        return limitedTo(
                above.limits().forChild(limits), above.deadline().isBefore(deadline) ? above.deadline() : deadline);
    }

    /** This run as its agent's settings leave it now: an administrator who takes delegates, depth or children away means the runs that live, too. */
    public Run within(AgentProfile settings) {
        return limitedTo(limits.notBeyond(RunLimits.ofProfile(settings)), deadline);
    }

    /** The same run as another instance of its agent sees it: one that its platform says belongs to the same run. */
    public Run seenFrom(AgentInstance other) {
        return with(other, limits, deadline);
    }

    private Run with(AgentInstance otherInstance, RunLimits otherLimits, Instant otherDeadline) {
        return new Run(
                id,
                issuer,
                root,
                parent,
                depth,
                agentUuid,
                agent,
                model,
                environment,
                locality,
                subjectId,
                standsOn,
                owner,
                chain,
                otherInstance,
                attester,
                goal,
                otherLimits,
                authority,
                started,
                otherDeadline);
    }

    /**
     * What a human gave: the session of the token that was handed over, the client it was issued to, and the scope in which the consent was
     * expressed, if it was.
     */
    public record HumanGrant(String sessionId, String clientUuid, String tokenId, Optional<String> consentScope) {}
}
