package io.agentpack.keycloak.authenticator.evidence;

import com.nimbusds.jose.jwk.JWK;
import io.agentpack.keycloak.authenticator.attester.Attester;
import io.agentpack.keycloak.authenticator.attester.KeysUnavailableException;
import io.agentpack.keycloak.authenticator.jose.KnownSignatures;
import io.agentpack.keycloak.authenticator.jose.SignedJwt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the attester that has signed an attestation: by {@code iss} where the attestation has one (up to draft -07, and in profiles), else by
 * {@code kid}. An attester for which no issuer is configured is known by its keys only.
 */
final class FindSigner {
    private final SignedJwt jwt;
    private final Claims claims;
    private final Optional<String> issuer;

    FindSigner(SignedJwt jwt, Claims claims) {
        this.jwt = jwt;
        this.claims = claims;
        this.issuer = claims.text("iss");
    }

    Attester among(List<Attester> attesters) {
        if (issuer.isEmpty() && jwt.keyId().isEmpty()) {
            throw claims.refusal("names neither issuer nor key");
        }
        List<String> reasons = new ArrayList<>();
        for (Attester attester : attesters) {
            Optional<String> reason = whyNot(attester);
            if (reason.isEmpty()) {
                return attester;
            }
            reasons.add(reason.get());
        }
        throw claims.refusal(reasons.isEmpty() ? "the agent has no attester" : String.join("; ", reasons));
    }

    private Optional<String> whyNot(Attester attester) {
        String name = "attester " + attester.name() + " ";
        boolean other = issuer.isPresent()
                && attester.settings()
                        .issuer()
                        .map(own -> !own.equals(issuer.get()))
                        .orElse(false);
        if (other) {
            return Optional.of(name + "has another issuer");
        }
        if (!attester.settings().enabled()) {
            return Optional.of(name + "is disabled");
        }
        if (!attester.settings().isUsable()) {
            return Optional.of(name + "has wrong settings");
        }
        if (!attester.settings().algorithms().contains(jwt.algorithm().getName())) {
            return Optional.of(name + "may not use " + jwt.algorithm().getName());
        }
        return whySignatureNot(attester).map(name::concat);
    }

    private Optional<String> whySignatureNot(Attester attester) {
        try {
            List<JWK> keys = attester.keys().find(jwt.keyId());
            if (keys.isEmpty()) {
                return Optional.of("has no such key");
            }
            boolean signed = keys.stream().anyMatch(key -> KnownSignatures.isValid(jwt, key));
            return signed ? Optional.empty() : Optional.of("has not signed this");
        } catch (KeysUnavailableException e) {
            return Optional.of("is without keys: " + e.getMessage());
        }
    }
}
