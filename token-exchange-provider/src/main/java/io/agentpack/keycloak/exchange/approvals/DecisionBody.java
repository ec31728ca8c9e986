package io.agentpack.keycloak.exchange.approvals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.keycloak.OAuthErrorException;
import org.keycloak.services.ErrorResponseException;
import org.keycloak.util.JsonSerialization;

/** The optional body of a decision: {@code {"reason":"…"}}. */
final class DecisionBody {
    private static final int LONGEST = 1024;

    private DecisionBody() {}

    static Optional<String> reason(String body) {
        if (body == null || body.isBlank()) {
            return Optional.empty();
        }
        try {
            JsonNode json = JsonSerialization.mapper.readTree(body);
            JsonNode reason = json.path("reason");
            if (json.isObject() && reason.isMissingNode()) {
                return Optional.empty();
            }
            return Optional.of(reason)
                    .filter(JsonNode::isTextual)
                    .map(JsonNode::asText)
                    .filter(text -> text.length() <= LONGEST)
                    .or(() -> {
                        throw malformed();
                    });
        } catch (JsonProcessingException e) {
            throw malformed();
        }
    }

    private static ErrorResponseException malformed() {
        return new ErrorResponseException(
                OAuthErrorException.INVALID_REQUEST,
                "The body must be a JSON object with an optional reason of at most " + LONGEST + " characters.",
                jakarta.ws.rs.core.Response.Status.BAD_REQUEST);
    }
}
