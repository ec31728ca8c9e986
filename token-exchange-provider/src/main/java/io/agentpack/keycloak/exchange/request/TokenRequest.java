package io.agentpack.keycloak.exchange.request;

import io.agentpack.keycloak.domain.authority.Scopes;
import io.agentpack.keycloak.domain.run.RunLimits;
import java.util.Optional;
import java.util.Set;

/**
 * What every grant to an agent may ask for.
 *
 * @param scopes empty when the request leaves it out
 * @param targets audiences and resources (RFC 8707); empty means all there are
 * @param limits {@code agent_run} authorization details; empty when the request leaves them out
 */
public record TokenRequest(Optional<Scopes> scopes, Set<String> targets, Optional<RunLimits.Asked> limits) {

    public RunLimits.Asked asked() {
        return limits.orElse(RunLimits.Asked.NOTHING);
    }

    /** The same request without these scopes, of which nothing is left but the wish for less. */
    public TokenRequest without(Scopes extra) {
        return new TokenRequest(scopes.map(asked -> asked.without(extra.values())), targets, limits);
    }
}
