package io.agentpack.keycloak.exchange.picture;

import java.util.List;

/**
 * What a template draws.
 *
 * @param width in pixels
 * @param height in pixels
 * @param boxes in the order in which they are read
 */
public record Picture(int width, int height, List<Box> boxes, List<Line> lines) {}
