package io.agentpack.keycloak.exchange.request;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentpack.keycloak.domain.run.RunTokenId;
import io.agentpack.keycloak.ledger.AgentClients;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Stream;
import org.keycloak.OAuth2Constants;
import org.keycloak.jose.jws.JWSInput;
import org.keycloak.jose.jws.JWSInputException;
import org.keycloak.protocol.oidc.TokenExchangeContext;
import org.keycloak.util.JsonSerialization;

/** Whether an exchange is ours: its client is an agent, or a token in it speaks of actors or runs. Nothing is verified here. */
public final class MeantForAgents {
    private static final Set<String> OUR_CLAIMS = Set.of("act", "may_act", "run");

    private MeantForAgents() {}

    public static boolean isExchange(TokenExchangeContext context) {
        return AgentClients.isAgent(context.getClient())
                || Stream.of(OAuth2Constants.SUBJECT_TOKEN, OAuth2Constants.ACTOR_TOKEN)
                        .flatMap(name -> context.getFormParams().getOrDefault(name, java.util.List.of()).stream())
                        .anyMatch(MeantForAgents::speaksOfAgents);
    }

    private static boolean speaksOfAgents(String token) {
        try {
            JsonNode claims = JsonSerialization.mapper.readTree(new JWSInput(token).getContent());
            return claims != null
                    && (OUR_CLAIMS.stream().anyMatch(claims::has)
                            || RunTokenId.runOf(claims.path("jti").asText(null)).isPresent());
        } catch (JWSInputException | IOException | RuntimeException unreadable) {
            return false; // then nobody will take it for a token
        }
    }
}
