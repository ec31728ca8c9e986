package io.agentpack.keycloak.ledger.liveness;

import java.util.Comparator;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RevokedTokenProvider;
import org.keycloak.models.RevokedTokenProviderFactory;
import org.keycloak.provider.ProviderFactory;

/** Makes {@link RunGuard} the default revoked-token provider, in front of whichever Keycloak would have used. */
public final class RunGuardFactory implements RevokedTokenProviderFactory<RevokedTokenProvider> {
    private static final String ID = "agent-run";
    private static final int BEFORE_KEYCLOAKS_OWN = 1000;

    private volatile String keycloaks;

    @Override
    public RevokedTokenProvider create(KeycloakSession session) {
        return new RunGuard(session, session.getProvider(RevokedTokenProvider.class, keycloaks));
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        keycloaks = factory.getProviderFactoriesStream(RevokedTokenProvider.class)
                .filter(other -> !ID.equals(other.getId()))
                .max(Comparator.comparingInt(ProviderFactory::order))
                .orElseThrow(() -> new IllegalStateException("Agent pack: this server has no store of revoked tokens"))
                .getId();
    }

    @Override
    public int order() {
        return BEFORE_KEYCLOAKS_OWN;
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void close() {}
}
