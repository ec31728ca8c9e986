package io.agentpack.keycloak.exchange.runs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.agentpack.keycloak.domain.revocation.Cause;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.keycloak.OAuthErrorException;
import org.keycloak.services.ErrorResponseException;
import org.keycloak.util.JsonSerialization;

/** The optional body of a request that ends a run: {@code {"reason":"…"}}. */
final class EndRequest {
    private EndRequest() {}

    /** @return the reason, at most {@value Cause#NOTE_LENGTH} characters; anything else in the body is a bad request */
    static Optional<String> reason(String body) {
        if (body == null || body.isBlank()) {
            return Optional.empty();
        }
        try {
            JsonNode json = JsonSerialization.mapper.readTree(body);
            JsonNode reason = json.path("reason");
            if (!json.isObject()
                    || !(reason.isMissingNode() || reason.isTextual())
                    || reason.asText("").length() > Cause.NOTE_LENGTH) {
                throw malformed();
            }
            return reason.isMissingNode() ? Optional.empty() : Optional.of(reason.asText());
        } catch (JsonProcessingException e) {
            throw malformed();
        }
    }

    private static ErrorResponseException malformed() {
        return new ErrorResponseException(
                OAuthErrorException.INVALID_REQUEST,
                "The body must be a JSON object with an optional reason of at most " + Cause.NOTE_LENGTH
                        + " characters.",
                Response.Status.BAD_REQUEST);
    }
}
