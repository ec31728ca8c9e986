package io.agentpack.keycloak.domain.decision;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What mappers may say in a token that is made from another one. A claim like {@code groups} or {@code permissions} is authority to whoever
 * reads it so, and nobody but the reader knows; therefore no claim says more than the inbound token did.
 */
public final class AttenuateClaims {
    private AttenuateClaims() {}

    /**
     * @param computed claims as parsed JSON
     * @param inbound claims of the token that was handed in, as parsed JSON
     * @return of {@code computed} what {@code inbound} says too: equal values, and the common items of lists
     */
    public static Map<String, Object> of(Map<String, Object> computed, Map<String, Object> inbound) {
        Map<String, Object> kept = new LinkedHashMap<>();
        computed.forEach((name, value) -> {
            Object other = inbound.get(name);
            if (value instanceof Collection<?> items && other instanceof Collection<?> others) {
                List<?> common = items.stream()
                        .filter(item -> others.stream().anyMatch(one -> same(item, one)))
                        .toList();
                kept.put(name, common);
            } else if (value != null && same(value, other)) {
                kept.put(name, value); // objects only as a whole: part of a permission may allow more than all of it
            }
        });
        return kept;
    }

    private static boolean same(Object one, Object other) {
        if (one instanceof Number first && other instanceof Number second) {
            return new BigDecimal(first.toString()).compareTo(new BigDecimal(second.toString())) == 0;
        }
        if (one instanceof Collection<?> first && other instanceof Collection<?> second) {
            Iterator<?> others = second.iterator();
            return first.size() == second.size() && first.stream().allMatch(item -> same(item, others.next()));
        }
        if (one instanceof Map<?, ?> first && other instanceof Map<?, ?> second) {
            return first.keySet().equals(second.keySet())
                    && first.entrySet().stream()
                            .allMatch(member -> same(member.getValue(), second.get(member.getKey())));
        }
        return Objects.equals(one, other);
    }
}
