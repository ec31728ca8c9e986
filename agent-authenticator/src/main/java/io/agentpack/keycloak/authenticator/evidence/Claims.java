package io.agentpack.keycloak.authenticator.evidence;

import io.agentpack.keycloak.domain.PlainText;
import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.RefusedException;
import io.agentpack.keycloak.domain.agent.ClaimPath;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The claims of one JWT, read with the types they must have.
 *
 * @param what which JWT it is, for the reason of a refusal
 * @param refused what a wrong one is answered with
 */
public record Claims(String what, Refusal refused, Map<String, Object> members) {
    public static final int MAX_ID_LENGTH = 256;
    /** Last second of the year 9999: what is beyond is no date. */
    private static final double LAST_SECOND = 253_402_300_799d;

    Claims(String what, Map<String, Object> members) {
        this(what, Refusal.EVIDENCE_INVALID, members);
    }

    public RefusedException refusal(String reason) {
        return new RefusedException(refused, what + ": " + reason);
    }

    public Optional<String> text(String name) {
        Object value = members.get(name);
        if (value == null && !members.containsKey(name)) {
            return Optional.empty();
        }
        if (value instanceof String text && !text.isBlank()) {
            return Optional.of(text);
        }
        throw refusal(name + " is not a string, or empty");
    }

    public String requiredText(String name) {
        return text(name).orElseThrow(() -> refusal(name + " is missing"));
    }

    /** A string of at most {@value #MAX_ID_LENGTH} characters, none of them a control character. */
    public Optional<String> id(String name) {
        Optional<String> id = text(name);
        if (id.isPresent() && id.get().length() > MAX_ID_LENGTH) {
            throw refusal(name + " is longer than " + MAX_ID_LENGTH + " characters");
        }
        id.ifPresent(text -> requirePlain(name, text));
        return id;
    }

    /** A string, or an integer written so, of at most {@value #MAX_ID_LENGTH} characters, none of them a control character. */
    Optional<String> id(ClaimPath path) {
        Optional<Object> found = path.in(members);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        boolean scalar = found.get() instanceof String || found.get() instanceof Integer || found.get() instanceof Long;
        String id = String.valueOf(found.get());
        if (!scalar || id.isBlank() || id.length() > MAX_ID_LENGTH) {
            throw refusal(path.text() + " is not a string of 1 to " + MAX_ID_LENGTH + " characters");
        }
        requirePlain(path.text(), id);
        return Optional.of(id);
    }

    /** Ids go into tables and before people. */
    private void requirePlain(String name, String id) {
        if (!PlainText.is(id)) {
            throw refusal(name + " has control characters");
        }
    }

    /** A NumericDate (RFC 7519 section 2), to the second. */
    public Optional<Instant> time(String name) {
        Object value = members.get(name);
        if (value == null && !members.containsKey(name)) {
            return Optional.empty();
        }
        if (value instanceof Number number && number.doubleValue() >= 0 && number.doubleValue() <= LAST_SECOND) {
            return Optional.of(Instant.ofEpochSecond(number.longValue()));
        }
        throw refusal(name + " is not a time");
    }

    public Instant requiredTime(String name) {
        return time(name).orElseThrow(() -> refusal(name + " is missing"));
    }

    /** The values of {@code aud}: one string or a list of strings (RFC 7519 section 4.1.3). */
    List<String> audience() {
        Object value = members.get("aud");
        List<?> values = value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
        if (!values.stream().allMatch(String.class::isInstance)) {
            throw refusal("aud is not a string or a list of strings");
        }
        return values.stream().map(String.class::cast).toList();
    }

    @SuppressWarnings("unchecked")
    Map<String, Object> object(Map<String, Object> parent, String name) {
        if (parent.get(name) instanceof Map<?, ?> map) {
            return (Map<String, Object>) map; // members of JSON objects are strings
        }
        throw refusal(name + " is missing or not an object");
    }
}
