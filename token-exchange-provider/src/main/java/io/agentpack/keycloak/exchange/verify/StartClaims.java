package io.agentpack.keycloak.exchange.verify;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.util.Map;
import org.keycloak.models.UserSessionModel;
import org.keycloak.util.JsonSerialization;

/**
 * What mappers said in the first token of a run that its platform names. Such a run goes on by evidence alone, so there is no token that a mapper's
 * claim, which came later, could be measured by.
 */
public final class StartClaims {
    private static final String NOTE = "agent.claims";

    private StartClaims() {}

    public static void note(UserSessionModel userSession, Map<String, Object> claims) {
        try {
            userSession.setNote(NOTE, JsonSerialization.writeValueAsString(claims));
        } catch (IOException e) {
            throw new IllegalStateException("claims were JSON before", e);
        }
    }

    /** None where nothing was noted: then later tokens have no claims of mappers. */
    static Map<String, Object> of(UserSessionModel userSession) {
        String noted = userSession.getNote(NOTE);
        try {
            return noted == null ? Map.of() : JsonSerialization.readValue(noted, new TypeReference<>() {});
        } catch (IOException e) {
            throw new IllegalStateException("unreadable claims of a run", e);
        }
    }
}
