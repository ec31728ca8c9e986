package io.agentpack.keycloak.authenticator.attester;

/** A trust anchor: what an administrator has said about it, and its keys. */
public record Attester(AttesterSettings settings, KeySource keys) {
    public String name() {
        return settings.name();
    }
}
