package io.agentpack.keycloak.authenticator.evidence;

import io.agentpack.keycloak.authenticator.jose.BadJoseException;
import io.agentpack.keycloak.authenticator.jose.Signatures;
import io.agentpack.keycloak.authenticator.jose.SignedJwt;
import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.RefusedException;
import io.agentpack.keycloak.domain.agent.AgentProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The rules for the proof of possession (draft-ietf-oauth-attestation-based-client-auth sections 5.1 and 7.2). */
public final class VerifyPossession {
    /** How long a used proof must be remembered: as long as a copy of it could pass, and a little more for rounding. */
    public static final Duration REPLAY_WINDOW =
            Validity.PROOF_MAX_AGE.plus(Validity.SKEW).plusSeconds(5);

    static final String TYPE = "oauth-client-attestation-pop+jwt";

    private VerifyPossession() {}

    /**
     * Verifies that the sender of this request holds the instance key.
     *
     * @param audience issuer of the realm; the only audience that the proof may have
     * @throws RefusedException {@code EVIDENCE_INVALID}
     */
    public static Possession verify(
            String proof, Attestation attestation, AgentProfile agent, String audience, Instant now) {
        SignedJwt jwt = read(proof);
        Claims claims = new Claims("proof", jwt.claims());
        requireSignature(jwt, claims, attestation);
        requireAudience(claims, audience);
        requireIssuer(claims, agent.clientId());
        String id = claims.id("jti").orElseThrow(() -> claims.refusal("jti is missing"));
        Instant issuedAt = Validity.ofProof(claims, Validity.PROOF_MAX_AGE, now);
        return new Possession(id, issuedAt, claims.id("challenge"));
    }

    private static SignedJwt read(String proof) {
        try {
            return SignedJwt.read(proof, TYPE);
        } catch (BadJoseException e) {
            throw new RefusedException(Refusal.EVIDENCE_INVALID, "proof: " + e.getMessage());
        }
    }

    private static void requireSignature(SignedJwt jwt, Claims claims, Attestation attestation) {
        if (!Signatures.isValid(jwt, attestation.key().key())) {
            throw claims.refusal("not signed with the key of the attestation");
        }
    }

    private static void requireAudience(Claims claims, String audience) {
        if (!claims.audience().equals(List.of(audience))) {
            throw claims.refusal("aud is not this realm alone");
        }
    }

    /** Required up to draft -07, gone since -08: never demanded, never ignored. */
    private static void requireIssuer(Claims claims, String clientId) {
        if (!claims.text("iss").orElse(clientId).equals(clientId)) {
            throw claims.refusal("iss is not the client");
        }
    }
}
