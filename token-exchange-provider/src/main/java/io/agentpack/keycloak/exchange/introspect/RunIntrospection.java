package io.agentpack.keycloak.exchange.introspect;

import io.agentpack.keycloak.domain.run.Run;
import io.agentpack.keycloak.domain.run.RunTokenId;
import io.agentpack.keycloak.exchange.verify.FullToken;
import io.agentpack.keycloak.exchange.verify.MapperClaims;
import io.agentpack.keycloak.exchange.verify.TokenAuthority;
import io.agentpack.keycloak.ledger.session.RunSessions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.AccessTokenIntrospectionProvider;
import org.keycloak.representations.AccessToken;

/**
 * Introspection that says the same as the token. Keycloak makes its answer anew from mappers, which know no actors and would add the roles and
 * audiences that were cut from the token.
 */
final class RunIntrospection extends AccessTokenIntrospectionProvider<AccessToken> {
    private static final List<String> OUR_CLAIMS = List.of("act", "run", "client_instance", "client_id");

    RunIntrospection(KeycloakSession session) {
        super(session);
    }

    @Override
    public AccessToken transformAccessToken(AccessToken token, UserSessionModel userSession) {
        AccessToken answer = super.transformAccessToken(token, userSession);
        Optional<Run> run = RunSessions.read(userSession)
                .filter(found -> RunTokenId.runOf(token.getId()).equals(Optional.of(found.id())));
        run.ifPresent(found -> sayWhatTheTokenSays(token, answer, session));
        return answer;
    }

    private static void sayWhatTheTokenSays(AccessToken token, AccessToken answer, KeycloakSession session) {
        AccessToken full = FullToken.isLightweight(token, session) ? answer : token;
        Map<String, Object> claims = new LinkedHashMap<>(MapperClaims.of(token));
        claims.putAll(MapperClaims.personalOf(MapperClaims.of(full)));
        TokenAuthority.write(TokenAuthority.of(token), answer);
        answer.setScope(token.getScope());
        answer.subject(token.getSubject());
        answer.issuedFor(token.getIssuedFor());
        answer.setConfirmation(token.getConfirmation());
        answer.setAuthorizationDetails(token.getAuthorizationDetails());
        answer.setAuthorization(null);
        MapperClaims.write(claims, answer);
        OUR_CLAIMS.forEach(name -> Optional.ofNullable(token.getOtherClaims().get(name))
                .ifPresent(value -> answer.getOtherClaims().put(name, value)));
    }
}
