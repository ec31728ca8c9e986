package io.agentpack.keycloak.signals.receiver;

/** A push address that the server does not talk to. The message is a sentence for the administrator and repeats nothing of the address. */
public final class PushRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    PushRefusedException(String sentence) {
        super(sentence);
    }
}
