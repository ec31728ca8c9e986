package io.agentpack.keycloak.exchange.request;

import java.util.Comparator;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.TokenExchangeContext;
import org.keycloak.protocol.oidc.TokenExchangeProvider;
import org.keycloak.provider.ProviderFactory;

/**
 * Keycloak's own delegation (26.8): an exchange provider that keeps actors, beside others that lose them. Recognized by its id, since a feature of the
 * same name is in 26.7 and enforces nothing; and asked itself which requests it takes, since a request without {@code actor_token} goes past it to the
 * standard provider.
 */
final class KeycloaksDelegation {
    private static final String ID = "delegation";
    private static final String KEYCLOAKS = "org.keycloak.";

    private KeycloaksDelegation() {}

    /** Whether it is the one that Keycloak would choose for this request if we were not there. */
    static boolean takes(TokenExchangeContext context) {
        return chosen(context)
                .filter(factory -> ID.equals(factory.getId()))
                .filter(factory -> factory.getClass().getName().startsWith(KEYCLOAKS))
                .isPresent();
    }

    /** As the token endpoint chooses: the first by order that supports the request. We are left out, or we would ask ourselves. */
    @SuppressWarnings("rawtypes") // Keycloak's own signature
    private static Optional<ProviderFactory> chosen(TokenExchangeContext context) {
        KeycloakSession session = context.getSession();
        return session.getKeycloakSessionFactory()
                .getProviderFactoriesStream(TokenExchangeProvider.class)
                .filter(factory -> !MeantForAgents.PROVIDER.equals(factory.getId()))
                .sorted(Comparator.comparingInt((ProviderFactory factory) -> factory.order())
                        .reversed())
                .filter(factory -> session.getProvider(TokenExchangeProvider.class, factory.getId())
                        .supports(context))
                .findFirst();
    }
}
