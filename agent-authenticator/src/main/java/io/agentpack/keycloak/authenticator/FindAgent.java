package io.agentpack.keycloak.authenticator;

import io.agentpack.keycloak.authenticator.evidence.UnverifiedSubject;
import io.agentpack.keycloak.domain.RefusedException;
import io.agentpack.keycloak.domain.agent.AgentAttributes;
import io.agentpack.keycloak.ledger.AgentClients;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
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
    private static final int MANY = 10;

    private FindAgent() {}

    static Optional<ClientModel> in(ClientAuthenticationFlowContext context) {
        HttpRequest request = context.getHttpRequest();
        return parameter(request)
                .or(() -> basicUser(request))
                .map(context.getRealm()::getClientByClientId)
                .or(() -> subject(request).flatMap(subject -> ofSubject(context.getRealm(), subject)))
                .filter(AgentClients::isAgent)
                .filter(client -> OIDCLoginProtocol.LOGIN_PROTOCOL.equals(client.getProtocol()));
    }

    private static Optional<String> parameter(HttpRequest request) {
        MediaType type = request.getHttpHeaders().getMediaType();
        return type != null && type.isCompatible(MediaType.APPLICATION_FORM_URLENCODED_TYPE)
                ? Optional.ofNullable(request.getDecodedFormParameters().getFirst(OAuth2Constants.CLIENT_ID))
                : Optional.empty();
    }

    private static Optional<String> basicUser(HttpRequest request) {
        return Optional.ofNullable(request.getHttpHeaders().getHeaderString(HttpHeaders.AUTHORIZATION))
                .map(BasicAuthHelper.RFC6749::parseHeader)
                .map(userAndSecret -> userAndSecret[0]);
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

    /** The client of that id, or the one agent whose evidence must name the subject; nobody when that could be several. */
    private static Optional<ClientModel> ofSubject(RealmModel realm, String subject) {
        return Optional.ofNullable(realm.getClientByClientId(subject)).or(() -> {
            List<ClientModel> agents = realm.searchClientByAttributes(
                            Map.of(AgentAttributes.ATTESTED_SUBJECT, subject), 0, MANY)
                    .filter(AgentClients::isAgent)
                    .filter(agent -> subject.equals(agent.getAttribute(AgentAttributes.ATTESTED_SUBJECT)))
                    .toList();
            return agents.size() == 1 ? Optional.of(agents.get(0)) : Optional.empty();
        });
    }
}
