package io.agentpack.keycloak.exchange.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.agentpack.keycloak.domain.revocation.Cause;
import java.util.Optional;
import org.keycloak.services.ErrorResponseException;

/** The optional body of a request that ends or holds runs: {@code {"reason":"…"}}. */
public final class EndRequest {
    /**
     * What a body may be declared as: it is read as JSON all the same, because {@code curl -d} says it sends a form. Others are refused before anybody
     * tries to parse them.
     */
    public static final String JSON = "application/json";

    public static final String TEXT = "text/plain";
    public static final String FORM = "application/x-www-form-urlencoded";

    private static final ObjectMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private EndRequest() {}

    /** @return the reason, at most {@value Cause#NOTE_LENGTH} characters; anything else in the body is a bad request */
    public static Optional<String> reason(String body) {
        if (body == null || body.isBlank()) {
            return Optional.empty();
        }
        try {
            JsonNode json = STRICT.readTree(body);
            if (!json.isObject()) {
                throw malformed();
            }
            JsonNode reason = json.path("reason");
            if (reason.isMissingNode() || reason.isNull()) {
                return Optional.empty();
            }
            if (!reason.isTextual()) {
                throw malformed();
            }
            return note(reason.asText());
        } catch (JsonProcessingException e) {
            throw malformed();
        }
    }

    /** @return the text when it is one that a reason can be; anything else is a bad request */
    public static Optional<String> note(String text) {
        if (!isNote(text)) {
            throw malformed();
        }
        return Optional.of(text);
    }

    /** PostgreSQL keeps no NUL in a text. */
    private static boolean isNote(String text) {
        return text.length() <= Cause.NOTE_LENGTH && text.indexOf('\0') < 0;
    }

    private static ErrorResponseException malformed() {
        return Params.malformed("The body must be a JSON object with an optional reason of at most " + Cause.NOTE_LENGTH
                + " characters.");
    }
}
