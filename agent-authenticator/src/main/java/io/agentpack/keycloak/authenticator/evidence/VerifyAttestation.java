package io.agentpack.keycloak.authenticator.evidence;

import io.agentpack.keycloak.authenticator.attester.Attester;
import io.agentpack.keycloak.authenticator.attester.Format;
import io.agentpack.keycloak.authenticator.jose.BadJoseException;
import io.agentpack.keycloak.authenticator.jose.KnownJwts;
import io.agentpack.keycloak.authenticator.jose.SignedJwt;
import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.RefusedException;
import io.agentpack.keycloak.domain.agent.AgentProfile;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** The rules for evidence that names the instance key itself (draft-ietf-oauth-attestation-based-client-auth sections 4 and 7.1). */
public final class VerifyAttestation {
    private static final Set<String> TYPES = Set.of(ClientAttestationRules.TYPE, WitSvidRules.TYPE);

    private VerifyAttestation() {}

    /**
     * Verifies an attestation or a WIT-SVID for an agent.
     *
     * @param attesters those that the agent trusts, also disabled ones
     * @throws RefusedException {@code EVIDENCE_STALE} when nothing but its age is wrong, else {@code EVIDENCE_INVALID}
     */
    public static Attestation verify(String attestation, AgentProfile agent, List<Attester> attesters, Instant now) {
        SignedJwt jwt = read(attestation);
        Claims claims = new Claims("attestation", jwt.claims());
        Format format = WitSvidRules.TYPE.equals(jwt.header().get("typ")) ? Format.WIT_SVID : Format.CLIENT_ATTESTATION;
        Attester attester = new FindSigner(jwt, claims).among(attesters, format::equals);
        InstanceKey key = InstanceKey.in(claims);
        return new JudgeEvidence(new Statement(jwt, claims, attester, agent)).with(key, now);
    }

    static SignedJwt read(String attestation) {
        try {
            return KnownJwts.read(attestation, TYPES);
        } catch (BadJoseException e) {
            throw new RefusedException(Refusal.EVIDENCE_INVALID, "attestation: " + e.getMessage());
        }
    }
}
