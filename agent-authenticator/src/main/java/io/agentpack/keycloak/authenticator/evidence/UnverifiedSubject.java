package io.agentpack.keycloak.authenticator.evidence;

import io.agentpack.keycloak.authenticator.jose.SignedJwt;
import io.agentpack.keycloak.domain.PlainText;
import io.agentpack.keycloak.domain.RefusedException;
import java.util.Optional;
import java.util.function.Supplier;

/** Whom evidence names, before anything is known about it: good for looking a client up, and for nothing else; empty when no client can have the name. */
public final class UnverifiedSubject {
    private UnverifiedSubject() {}

    public static Optional<String> ofAttestation(String attestation) {
        return subject(() -> VerifyAttestation.read(attestation));
    }

    public static Optional<String> ofBearer(SentBearer sent) {
        return subject(() -> VerifyBearer.read(sent));
    }

    private static Optional<String> subject(Supplier<SignedJwt> jwt) {
        try {
            return jwt.get().claims().get("sub") instanceof String text
                    ? Optional.of(text).filter(PlainText::is)
                    : Optional.empty();
        } catch (RefusedException e) {
            return Optional.empty();
        }
    }
}
