package io.agentpack.keycloak.exchange.verify;

import io.agentpack.keycloak.domain.authority.Authority;
import io.agentpack.keycloak.domain.run.Run;
import java.util.Map;
import org.keycloak.models.UserSessionModel;
import org.keycloak.representations.AccessToken;

/**
 * What the token that was handed in says: the most that any token made from it may say.
 *
 * @param claims what mappers added to it, as parsed JSON
 * @param senderConstrained whether it is bound to a key; what is made from it must be bound too
 */
public record InboundToken(Authority authority, Map<String, Object> claims, boolean senderConstrained) {

    static InboundToken of(AccessToken token) {
        return new InboundToken(TokenAuthority.of(token), MapperClaims.of(token), token.getConfirmation() != null);
    }

    /** Of a run that its platform goes on with: no token of it may be more than it was started with. */
    public static InboundToken ofRun(Run run, UserSessionModel userSession) {
        return new InboundToken(run.authority(), StartClaims.of(userSession), false);
    }
}
