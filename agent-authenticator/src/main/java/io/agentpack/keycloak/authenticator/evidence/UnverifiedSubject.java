package io.agentpack.keycloak.authenticator.evidence;

import io.agentpack.keycloak.authenticator.jose.BadJoseException;
import io.agentpack.keycloak.authenticator.jose.SignedJwt;
import java.util.Optional;

/** Whom an attestation names, before anything is known about it: good for looking a client up, and for nothing else. */
public final class UnverifiedSubject {
    private UnverifiedSubject() {}

    public static Optional<String> of(String attestation) {
        try {
            Object subject =
                    SignedJwt.read(attestation, VerifyAttestation.TYPE).claims().get("sub");
            return subject instanceof String text ? Optional.of(text) : Optional.empty();
        } catch (BadJoseException e) {
            return Optional.empty();
        }
    }
}
