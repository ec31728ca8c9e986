package io.agentpack.keycloak.authenticator.jose;

/** Some JSON, JWT or key is not acceptable. The message says why in plain words and quotes nothing of the input. */
public final class BadJoseException extends Exception {
    public BadJoseException(String message) {
        super(message, null, false, false);
    }
}
