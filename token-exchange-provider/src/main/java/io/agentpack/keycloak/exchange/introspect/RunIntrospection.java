package io.agentpack.keycloak.exchange.introspect;

import io.agentpack.keycloak.domain.authority.Authority;
import io.agentpack.keycloak.domain.run.Run;
import io.agentpack.keycloak.domain.run.RunTokenId;
import io.agentpack.keycloak.exchange.verify.TokenAuthority;
import io.agentpack.keycloak.ledger.session.RunSessions;
import java.util.List;
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
    private static final List<String> OUR_CLAIMS =
            List.of("act", "run", "client_instance", "client_id", "authorization_details");

    RunIntrospection(KeycloakSession session) {
        super(session);
    }

    @Override
    public AccessToken transformAccessToken(AccessToken token, UserSessionModel userSession) {
        AccessToken answer = super.transformAccessToken(token, userSession);
        Optional<Run> run = RunSessions.read(userSession)
                .filter(found -> RunTokenId.runOf(token.getId()).equals(Optional.of(found.id())));
        run.ifPresent(found -> sayWhatTheTokenSays(token, answer));
        return answer;
    }

    private static void sayWhatTheTokenSays(AccessToken token, AccessToken answer) {
        Authority inToken = TokenAuthority.of(token);
        TokenAuthority.write(inToken, answer);
        answer.setScope(token.getScope());
        answer.subject(token.getSubject());
        answer.getOtherClaims().remove("may_act");
        OUR_CLAIMS.forEach(name -> {
            answer.getOtherClaims().remove(name);
            Optional.ofNullable(token.getOtherClaims().get(name))
                    .ifPresent(value -> answer.getOtherClaims().put(name, value));
        });
    }
}
