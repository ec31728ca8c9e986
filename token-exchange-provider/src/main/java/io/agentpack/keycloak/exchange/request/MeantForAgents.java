package io.agentpack.keycloak.exchange.request;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentpack.keycloak.domain.run.RunTokenId;
import io.agentpack.keycloak.ledger.AgentClients;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.keycloak.OAuth2Constants;
import org.keycloak.jose.jws.JWSInput;
import org.keycloak.jose.jws.JWSInputException;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.protocol.oidc.TokenExchangeContext;
import org.keycloak.protocol.oidc.TokenExchangeProvider;
import org.keycloak.util.JsonSerialization;

/**
 * Whether an exchange is ours: its client is an agent, or a token in it is a run's. A token that names actors without a run is ours too where Keycloak
 * would lose them; where Keycloak has delegation of its own (26.8), such tokens of ordinary clients are Keycloak's. Nothing is verified here.
 */
public final class MeantForAgents {
    private static final Set<String> ACTORS = Set.of("act", "may_act");
    private static final String RUN = "run";

    /** Keycloak's exchange providers that know nothing of actors: 26.7's standard and legacy ones. */
    private static final Set<String> WITHOUT_ACTORS = Set.of("standard", "default");

    private MeantForAgents() {}

    public static boolean isExchange(TokenExchangeContext context) {
        return AgentClients.isAgent(context.getClient())
                || isOfRunsOrActors(
                        Stream.of(OAuth2Constants.SUBJECT_TOKEN, OAuth2Constants.ACTOR_TOKEN)
                                .flatMap(name -> context.getFormParams().getOrDefault(name, List.of()).stream()),
                        keycloakDelegates(context.getSession().getKeycloakSessionFactory()));
    }

    /** @param keycloakDelegates whether Keycloak itself has a provider for what ordinary clients delegate */
    static boolean isOfRunsOrActors(Stream<String> tokens, boolean keycloakDelegates) {
        return tokens.anyMatch(token -> {
            JsonNode claims = claims(token);
            return claims.has(RUN)
                    || RunTokenId.runOf(claims.path("jti").asText(null)).isPresent()
                    || !keycloakDelegates && ACTORS.stream().anyMatch(claims::has);
        });
    }

    /** Recognized by being there, since a feature of the same name is in 26.7 and enforces nothing. */
    private static boolean keycloakDelegates(KeycloakSessionFactory factory) {
        return factory.getProviderFactoriesStream(TokenExchangeProvider.class)
                .filter(other -> other.getClass().getName().startsWith("org.keycloak."))
                .anyMatch(other -> !WITHOUT_ACTORS.contains(other.getId()));
    }

    private static JsonNode claims(String token) {
        try {
            JsonNode claims = JsonSerialization.mapper.readTree(new JWSInput(token).getContent());
            return claims == null ? JsonSerialization.mapper.missingNode() : claims;
        } catch (JWSInputException | IOException | RuntimeException unreadable) {
            return JsonSerialization.mapper.missingNode(); // then nobody will take it for a token
        }
    }
}
