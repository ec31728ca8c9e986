package io.agentpack.keycloak.exchange.verify;

import io.agentpack.keycloak.domain.authority.Authority;
import io.agentpack.keycloak.domain.run.Run;
import java.util.Map;
import java.util.Optional;
import org.keycloak.representations.AccessToken;

/**
 * What the token that was handed in says: the most that any token made from it may say.
 *
 * @param claims what mappers added to it, as parsed JSON; empty when it is no token but a run that the platform goes on with
 * @param senderConstrained whether it is bound to a key; what is made from it must be bound too
 */
public record InboundToken(Authority authority, Optional<Map<String, Object>> claims, boolean senderConstrained) {

    static InboundToken of(AccessToken token) {
        return new InboundToken(
                TokenAuthority.of(token), Optional.of(MapperClaims.of(token)), token.getConfirmation() != null);
    }

    /** No token of it may be more than it was started with. */
    public static InboundToken ofRun(Run run) {
        return new InboundToken(run.authority(), Optional.empty(), false);
    }
}
