package io.agentpack.keycloak.exchange.picture;

/**
 * A line between boxes.
 *
 * @param path in the language of SVG's attribute {@code d}; numbers and commands only
 * @param state value of a state, by which it is coloured; empty when it has none
 * @param width in pixels, 1 to 6
 */
public record Line(String path, String state, int width) {}
