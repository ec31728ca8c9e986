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
import org.keycloak.protocol.oidc.TokenExchangeContext;
import org.keycloak.util.JsonSerialization;

/**
 * Whether an exchange is ours: its client is an agent, or a token in it is a run's. A token that names actors without a run is ours too, to be refused,
 * unless Keycloak's own delegation (26.8) takes the request: anybody else would answer with a token that doesn't name them. Nothing is verified here.
 */
public final class MeantForAgents {
    /** Id of the exchange provider that serves what is meant for agents. */
    public static final String PROVIDER = "agent-delegation";

    private static final Set<String> ACTORS = Set.of("act", "may_act");
    private static final String RUN = "run";

    private MeantForAgents() {}

    public static boolean isExchange(TokenExchangeContext context) {
        if (AgentClients.isAgent(context.getClient())) {
            return true;
        }
        List<JsonNode> tokens = Stream.of(OAuth2Constants.SUBJECT_TOKEN, OAuth2Constants.ACTOR_TOKEN)
                .flatMap(name -> context.getFormParams().getOrDefault(name, List.of()).stream())
                .map(MeantForAgents::claims)
                .toList();
        return tokens.stream().anyMatch(MeantForAgents::isOfARun)
                || tokens.stream().anyMatch(MeantForAgents::namesActors) && !KeycloaksDelegation.takes(context);
    }

    private static boolean isOfARun(JsonNode claims) {
        return claims.has(RUN)
                || RunTokenId.runOf(claims.path("jti").asText(null)).isPresent();
    }

    private static boolean namesActors(JsonNode claims) {
        return ACTORS.stream().anyMatch(claims::has);
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
