package io.agentpack.keycloak.authenticator.evidence;

import io.agentpack.keycloak.authenticator.attester.Attester;
import io.agentpack.keycloak.authenticator.jose.SignedJwt;
import io.agentpack.keycloak.domain.RefusedException;
import io.agentpack.keycloak.domain.agent.AgentProfile;

/**
 * Something that an attester has signed about an agent.
 *
 * @param jwt with a good signature of that attester
 */
record Statement(SignedJwt jwt, Claims claims, Attester attester, AgentProfile agent) {

    RefusedException refusal(String reason) {
        return claims.refusal(reason);
    }

    /** {@code sub} as a SPIFFE id of the attester's trust domain. */
    SpiffeId spiffeId() {
        SpiffeId id = SpiffeId.of(claims.requiredText("sub")).orElseThrow(() -> refusal("sub is no SPIFFE id"));
        if (!attester.settings().trustDomain().map(id::isIn).orElse(true)) {
            throw refusal("sub is not of the attester's trust domain");
        }
        return id;
    }

    /** Whether the agent admits many subjects, so that the subject tells one running copy from another. */
    boolean isOneOfMany() {
        return agent.attestedSubject().endsWith(AttestedSubject.EVERYTHING_BELOW);
    }
}
