package io.agentpack.keycloak.exchange.my;

import io.agentpack.keycloak.ledger.path.AgentsPath;
import io.agentpack.keycloak.ledger.path.AgentsPathFactory;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;

/** {@code {realm}/agents/my}: for the people whose agents act for them. */
public final class MyPathFactory implements AgentsPathFactory {
    @Override
    public AgentsPath create(KeycloakSession session) {
        return new AgentsPath() {
            @Override
            public Optional<Object> inRealm() {
                return Optional.of(new MyResource(session));
            }
        };
    }

    @Override
    public String getId() {
        return "my";
    }
}
