package io.agentpack.keycloak.authenticator;

import io.agentpack.keycloak.authenticator.evidence.UnverifiedSubject;
import io.agentpack.keycloak.domain.RefusedException;
import io.agentpack.keycloak.ledger.AgentClients;
import io.agentpack.keycloak.ledger.AgentsBySubject;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import org.keycloak.OAuth2Constants;
import org.keycloak.authentication.ClientAuthenticationFlowContext;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.util.BasicAuthHelper;

/**
 * Which agent a request claims to come from. By {@code client_id}, however it is sent, so that an agent that tries another way to authenticate
 * is refused here; else by the subject of the evidence. Empty when that is no OIDC client of the realm or no agent.
 */
final class FindAgent {
    private FindAgent() {}

    static Optional<ClientModel> in(ClientAuthenticationFlowContext context) {
        HttpRequest request = context.getHttpRequest();
        Optional<String> named = parameter(request).or(() -> basicUser(request));
        // Who is named is meant, also when there is nobody of that name: the evidence does not make it another.
        Optional<ClientModel> found = named.isPresent()
                ? named.map(context.getRealm()::getClientByClientId)
                : subject(request).flatMap(subject -> ofSubject(context, subject));
        return found.filter(AgentClients::isAgent)
                .filter(client -> OIDCLoginProtocol.LOGIN_PROTOCOL.equals(client.getProtocol()));
    }

    private static Optional<String> parameter(HttpRequest request) {
        return SentForm.isIn(request)
                ? Optional.ofNullable(request.getDecodedFormParameters().getFirst(OAuth2Constants.CLIENT_ID))
                : Optional.empty();
    }

    private static Optional<String> basicUser(HttpRequest request) {
        try {
            return Optional.ofNullable(request.getHttpHeaders().getHeaderString(HttpHeaders.AUTHORIZATION))
                    .map(BasicAuthHelper.RFC6749::parseHeader)
                    .map(userAndSecret -> userAndSecret[0]);
        } catch (IllegalArgumentException notUrlEncoded) {
            return Optional.empty();
        }
    }

    private static Optional<String> subject(HttpRequest request) {
        return request.getHttpHeaders().getRequestHeader(ReadEvidence.ATTESTATION).stream()
                .findFirst()
                .flatMap(UnverifiedSubject::ofAttestation)
                .or(() -> asserted(request));
    }

    /** What is wrong with the parameters is told to agents only; here it is nobody's name. */
    private static Optional<String> asserted(HttpRequest request) {
        try {
            return ReadAssertion.in(request).flatMap(UnverifiedSubject::ofBearer);
        } catch (RefusedException e) {
            return Optional.empty();
        }
    }

    /** The client of that id, or the one agent whose evidence must name the subject. */
    private static Optional<ClientModel> ofSubject(ClientAuthenticationFlowContext context, String subject) {
        RealmModel realm = context.getRealm();
        return Optional.ofNullable(realm.getClientByClientId(subject))
                .or(() -> AgentsBySubject.find(context.getSession(), realm, subject));
    }
}
