package io.agentpack.keycloak.exchange.issue;

import io.agentpack.keycloak.domain.authority.Authority;
import io.agentpack.keycloak.domain.decision.AttenuateClaims;
import io.agentpack.keycloak.exchange.verify.FullToken;
import io.agentpack.keycloak.exchange.verify.InboundToken;
import io.agentpack.keycloak.exchange.verify.MapperClaims;
import io.agentpack.keycloak.exchange.verify.TokenAuthority;
import java.util.Map;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.TokenManager.AccessTokenResponseBuilder;
import org.keycloak.representations.AccessToken;

/**
 * What Keycloak would let the agent have. Also of a lightweight token everything that is authority is said in the token itself, since it is
 * what the next token is made from; only claims about the person are left to introspection.
 */
record ComputedToken(AccessToken full, boolean lightweight) {

    static ComputedToken of(AccessTokenResponseBuilder token, UserSessionModel userSession, KeycloakSession session) {
        AccessToken computed = token.getAccessToken();
        return new ComputedToken(
                FullToken.of(computed, userSession, token.getClientSessionCtx(), session),
                FullToken.isLightweight(computed, session));
    }

    Authority authority() {
        return TokenAuthority.of(full);
    }

    Map<String, Object> claims() {
        return MapperClaims.of(full);
    }

    Map<String, Object> claims(Optional<InboundToken> inbound) {
        Map<String, Object> claims = claims();
        Map<String, Object> cut = inbound.map(InboundToken::claims)
                .map(most -> AttenuateClaims.of(claims, most))
                .orElse(claims);
        return lightweight ? MapperClaims.withoutPersonal(cut) : cut;
    }
}
