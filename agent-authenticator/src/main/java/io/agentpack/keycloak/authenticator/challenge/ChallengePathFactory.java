package io.agentpack.keycloak.authenticator.challenge;

import io.agentpack.keycloak.ledger.path.AgentsPath;
import io.agentpack.keycloak.ledger.path.AgentsPathFactory;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;

/** {@code {realm}/agents/challenge}. */
public final class ChallengePathFactory implements AgentsPathFactory {
    public static final String ID = "challenge";

    @Override
    public AgentsPath create(KeycloakSession session) {
        return new AgentsPath() {
            @Override
            public Optional<Object> inRealm() {
                return Optional.of(new ChallengeResource(session));
            }
        };
    }

    @Override
    public String getId() {
        return ID;
    }
}
