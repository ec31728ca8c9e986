package io.agentpack.keycloak.it.kit.oauth;

/** A person who can sign in. */
public record Human(String id, String username, String password) {}
