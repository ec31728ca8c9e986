package io.agentpack.keycloak.authenticator.evidence;

import com.nimbusds.jose.jwk.JWK;
import io.agentpack.keycloak.authenticator.attester.Attester;
import io.agentpack.keycloak.authenticator.attester.AttesterSettings;
import io.agentpack.keycloak.authenticator.attester.Format;
import io.agentpack.keycloak.authenticator.attester.KeyHint;
import io.agentpack.keycloak.authenticator.attester.KeysUnavailableException;
import io.agentpack.keycloak.authenticator.jose.KnownJwts;
import io.agentpack.keycloak.authenticator.jose.SignedJwt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds the attester that has signed an attestation: by {@code iss} where the attestation has one (up to draft -07, and in profiles), else by
 * {@code kid}. An attester for which no issuer is configured is known by its keys only.
 */
final class FindSigner {
    private final SignedJwt jwt;
    private final Claims claims;
    private final Optional<String> issuer;
    private final KeyHint hint;

    FindSigner(SignedJwt jwt, Claims claims) {
        this.jwt = jwt;
        this.claims = claims;
        this.issuer = claims.text("iss");
        this.hint = new KeyHint(jwt.keyId(), certificates());
    }

    /** @param takes kinds of evidence that it can be, by how it was sent */
    Attester among(List<Attester> attesters, Predicate<Format> takes) {
        if (issuer.isEmpty() && hint.isEmpty()) {
            throw claims.refusal("names neither issuer nor key");
        }
        List<String> reasons = new ArrayList<>();
        for (Attester attester : attesters) {
            Optional<String> reason = takes.test(attester.settings().format())
                    ? whyNot(attester)
                    : Optional.of("attester " + attester.name() + " issues other evidence");
            if (reason.isEmpty()) {
                return attester;
            }
            reasons.add(reason.get());
        }
        throw claims.refusal(reasons.isEmpty() ? "the agent has no attester" : String.join("; ", reasons));
    }

    private Optional<String> whyNot(Attester attester) {
        String name = "attester " + attester.name() + " ";
        boolean other = !isIssuerOf(attester.settings());
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

    private List<String> certificates() {
        Object chain = jwt.header().getOrDefault("x5c", List.of());
        if (chain instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            return list.stream().map(String.class::cast).toList();
        }
        throw claims.refusal("x5c is not a list of strings");
    }

    /** A SPIFFE bundle belongs to a trust domain, which {@code sub} names; {@code iss} tells nothing (draft-ietf-wimse-workload-creds section 3.1). */
    private boolean isIssuerOf(AttesterSettings attester) {
        if (attester.trustDomain().isPresent()) {
            return true;
        }
        boolean unnamed = !attester.format().isKnownByIssuer();
        return issuer.map(named -> attester.issuer().map(named::equals).orElse(unnamed))
                .orElse(unnamed);
    }

    private Optional<String> whySignatureNot(Attester attester) {
        try {
            List<JWK> keys = attester.keys().find(hint);
            if (keys.isEmpty()) {
                return Optional.of("has no such key");
            }
            boolean signed = keys.stream().anyMatch(key -> KnownJwts.isValid(jwt, key));
            return signed ? Optional.empty() : Optional.of("has not signed this");
        } catch (KeysUnavailableException e) {
            return Optional.of("is without keys: " + e.getMessage());
        }
    }
}
