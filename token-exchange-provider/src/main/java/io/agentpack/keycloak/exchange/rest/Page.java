package io.agentpack.keycloak.exchange.rest;

import io.agentpack.keycloak.ledger.RunQuery;

/**
 * Which part of a list.
 *
 * @param first 0 or more
 * @param max 1 to {@link RunQuery#MOST}
 */
public record Page(int first, int max) {
    private static final int USUAL = 20;

    /** Reads query parameters {@code first} and {@code max}; null is the beginning, and {@value #USUAL} entries. */
    public static Page of(String first, String max) {
        return new Page(
                Math.max(0, number("first", first, 0)),
                Math.min(RunQuery.MOST, Math.max(1, number("max", max, USUAL))));
    }

    private static int number(String name, String text, int absent) {
        try {
            return text == null || text.isEmpty() ? absent : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw Params.malformed(name + " is not a whole number");
        }
    }
}
