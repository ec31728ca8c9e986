package io.agentpack.keycloak.domain.agent;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Something that evidence must say, written {@code claim=value}; {@code claim=*} when any value will do.
 *
 * @param value what the claim is, or what its list holds; empty for any value
 */
public record ClaimRule(ClaimPath claim, Optional<String> value) {
    private static final String ANY = "*";

    /** Empty when it is not written {@code claim=value}. */
    public static Optional<ClaimRule> parse(String text) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            return Optional.empty();
        }
        String value = text.substring(equals + 1);
        return Optional.of(new ClaimRule(
                new ClaimPath(text.substring(0, equals)), ANY.equals(value) ? Optional.empty() : Optional.of(value)));
    }

    /** Whether the claims say it: as a string, a number or boolean written so, or one of a list. */
    public boolean isMetBy(Map<?, ?> claims) {
        return claim.in(claims).map(this::isMetByValue).orElse(false);
    }

    /** Whether it is about this claim of the top level. */
    public boolean isAbout(String name) {
        return claim.text().equals(name);
    }

    private boolean isMetByValue(Object found) {
        if (found instanceof List<?> list) {
            return list.stream().anyMatch(this::isScalar);
        }
        return found instanceof Map<?, ?> map ? value.isEmpty() && !map.isEmpty() : isScalar(found);
    }

    private boolean isScalar(Object found) {
        boolean scalar = found instanceof String || found instanceof Number || found instanceof Boolean;
        String text = String.valueOf(found);
        return scalar && value.map(text::equals).orElse(!text.isBlank());
    }
}
