package io.agentpack.keycloak.domain.decision;

import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.RefusedException;
import io.agentpack.keycloak.domain.authority.Authority;
import io.agentpack.keycloak.domain.authority.Scopes;
import java.util.Optional;
import java.util.Set;

/** What of the authority at hand the next token gets: requested ∩ inbound ∩ what the agent's client may have. */
public final class Attenuate {
    /** Never passed on: a token that outlives sessions would outlive the run. */
    private static final Set<String> NEVER = Set.of("offline_access");

    private Attenuate() {}

    /**
     * The scopes of the next token.
     *
     * @param requested what the request asks for; nothing means all there is
     * @param inbound scopes of the token that is handed in; nothing when the agent acts on its own
     * @param assigned scopes that the agent's client may have
     * @param byDefault scopes that the agent's client has without asking
     * @throws RefusedException {@link Refusal#SCOPE_BEYOND} when the request goes beyond what there is
     */
    public static Scopes scopes(
            Optional<Scopes> requested, Optional<Scopes> inbound, Scopes assigned, Scopes byDefault) {
        Scopes most = assigned.without(NEVER);
        Scopes available = inbound.map(most::and).orElse(most);
        if (requested.isEmpty()) {
            return inbound.isPresent() ? available : available.and(byDefault);
        }
        Scopes wanted = requested.get();
        if (!available.covers(wanted)) {
            throw new RefusedException(Refusal.SCOPE_BEYOND, "not available: " + wanted.without(available.values()));
        }
        return wanted;
    }

    /**
     * The authority of the next token, from what Keycloak would have issued.
     *
     * @param computed what Keycloak computed for the agent
     * @param most what the inbound token held; nothing when the agent acts on its own
     * @param withheld clients whose roles and audience agents never get
     * @param targets audiences asked for; empty means all there are
     * @throws RefusedException {@link Refusal#TARGET_BEYOND} when a target is not among them
     */
    public static Authority of(
            Authority computed, Optional<Authority> most, Set<String> withheld, Set<String> targets) {
        Authority cut = most.map(computed::and).orElse(computed).withoutClients(withheld);
        if (targets.isEmpty()) {
            return cut;
        }
        if (!cut.audiences().containsAll(targets)) {
            throw new RefusedException(Refusal.TARGET_BEYOND, "audience not available");
        }
        return cut.onlyFor(targets);
    }
}
