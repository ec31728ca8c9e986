package io.agentpack.keycloak.authenticator.metadata;

import io.agentpack.keycloak.authenticator.challenge.ChallengePathFactory;
import jakarta.ws.rs.NotFoundException;
import java.net.URI;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.representations.OIDCConfigurationRepresentation;
import org.keycloak.services.Urls;
import org.keycloak.urls.UrlType;
import org.keycloak.wellknown.WellKnownProvider;

/** A metadata document of somebody else, with what there is to say about agents. */
final class AgentWellKnown implements WellKnownProvider {
    private final KeycloakSession session;
    private final Optional<WellKnownProvider> others;

    AgentWellKnown(KeycloakSession session, Optional<WellKnownProvider> others) {
        this.session = session;
        this.others = others;
    }

    @Override
    public Object getConfig() {
        Object document = others.orElseThrow(NotFoundException::new).getConfig();
        // Anything else, e.g. a signed document, is its maker's: it goes out as it is.
        if (document instanceof OIDCConfigurationRepresentation metadata) {
            AgentMetadata.addTo(metadata, challengeEndpoint());
        }
        return document;
    }

    /** On the side of the server where Keycloak has the token endpoint, too. */
    private URI challengeEndpoint() {
        URI base = session.getContext().getUri(UrlType.BACKEND).getBaseUri();
        return URI.create(Urls.realmIssuer(base, session.getContext().getRealm().getName()) + "/agents/"
                + ChallengePathFactory.ID);
    }

    @Override
    public void close() {}
}
