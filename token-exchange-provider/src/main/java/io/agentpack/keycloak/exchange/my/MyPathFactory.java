package io.agentpack.keycloak.exchange.my;

import io.agentpack.keycloak.exchange.letter.TellPeople;
import io.agentpack.keycloak.ledger.path.AgentsPath;
import io.agentpack.keycloak.ledger.path.AgentsPathFactory;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

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

    /** People hear of their agents by letter, too. */
    @Override
    public void postInit(KeycloakSessionFactory server) {
        server.register(new TellPeople());
    }

    @Override
    public String getId() {
        return "my";
    }
}
