package io.agentpack.keycloak.authenticator.attester;

/** The keys of an attester can't be had. The message is for the administrator. */
public final class KeysUnavailableException extends Exception {
    public KeysUnavailableException(String message) {
        super(message, null, false, false);
    }
}
