package io.agentpack.keycloak.authenticator.jose;

import com.nimbusds.jose.JWSAlgorithm;
import java.util.List;
import java.util.Optional;

/** The signature algorithms that the pack verifies. All are asymmetric; {@code none} and MACs don't exist here. */
public final class Algorithms {
    /** Names as in RFC 7518 and RFC 8037. {@code EdDSA} means Ed25519. */
    public static final List<String> NAMES = List.of("ES256", "ES384", "EdDSA", "PS256", "RS256");

    private Algorithms() {}

    static Optional<JWSAlgorithm> named(Object name) {
        return name instanceof String text && NAMES.contains(text)
                ? Optional.of(JWSAlgorithm.parse(text))
                : Optional.empty();
    }
}
