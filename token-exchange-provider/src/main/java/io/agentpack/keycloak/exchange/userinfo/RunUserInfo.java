package io.agentpack.keycloak.exchange.userinfo;

import io.agentpack.keycloak.domain.run.RunTokenId;
import io.agentpack.keycloak.exchange.verify.MapperClaims;
import io.agentpack.keycloak.exchange.verify.TokenAuthority;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.TokenManager;
import org.keycloak.representations.AccessToken;

/**
 * Userinfo of a run's token: who is asked about is the human, but whoever reads the answer sees that an agent asked. What mappers add is a
 * person's data; authority is only what the token says.
 */
final class RunUserInfo extends TokenManager {
    private static final List<String> OUR_CLAIMS = List.of("act", "run", "client_instance");

    @Override
    public AccessToken transformUserInfoAccessToken(
            KeycloakSession session,
            AccessToken token,
            AccessToken userInfo,
            UserSessionModel userSession,
            ClientSessionContext context) {
        AccessToken answer = super.transformUserInfoAccessToken(session, token, userInfo, userSession, context);
        if (RunTokenId.runOf(token.getId()).isPresent()) {
            sayWhatTheTokenSays(token, answer);
        }
        return answer;
    }

    private static void sayWhatTheTokenSays(AccessToken token, AccessToken answer) {
        Map<String, Object> personal = MapperClaims.personalOf(MapperClaims.of(answer));
        TokenAuthority.write(TokenAuthority.of(answer).and(TokenAuthority.of(token)), answer);
        answer.subject(token.getSubject());
        Map<String, Object> claims = answer.getOtherClaims();
        claims.clear();
        claims.putAll(MapperClaims.of(token));
        claims.putAll(personal);
        OUR_CLAIMS.forEach(name -> put(claims, name, token.getOtherClaims().get(name)));
        put(claims, "cnf", token.getConfirmation());
        put(claims, "authorization_details", token.getAuthorizationDetails());
    }

    private static void put(Map<String, Object> claims, String name, Object value) {
        Optional.ofNullable(value).ifPresent(present -> claims.put(name, present));
    }
}
