package io.agentpack.keycloak.it.demo.told;

/**
 * Something that the story claims, and what really came.
 *
 * @param chapter where it was told
 */
public record Finding(int chapter, String what, String expected, String seen, boolean held) {}
