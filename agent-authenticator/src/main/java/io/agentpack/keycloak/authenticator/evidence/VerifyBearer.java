package io.agentpack.keycloak.authenticator.evidence;

import io.agentpack.keycloak.authenticator.attester.Attester;
import io.agentpack.keycloak.authenticator.attester.Carrier;
import io.agentpack.keycloak.authenticator.jose.BadJoseException;
import io.agentpack.keycloak.authenticator.jose.KnownJwts;
import io.agentpack.keycloak.authenticator.jose.SignedJwt;
import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.RefusedException;
import io.agentpack.keycloak.domain.agent.AgentProfile;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rules for evidence that names no key, so that whoever has it could send it: it must be meant for this server alone, and goes together with
 * the key that the sender proves by DPoP.
 */
public final class VerifyBearer {
    /** {@code typ} is optional; another one is another kind of token (RFC 8725 section 3.11). */
    private static final Set<String> TYPES = Set.of(SignedJwt.NO_TYPE, "JWT");

    private static final Set<String> SPIFFE_TYPES = Set.of(SignedJwt.NO_TYPE, "JWT", "JOSE");

    private VerifyBearer() {}

    /**
     * Verifies a platform's token for an agent.
     *
     * @param key that the sender has proven to hold
     * @param attesters those that the agent trusts, also disabled ones
     * @param issuer of the realm: the audience, where the attester sets none
     * @throws RefusedException {@code EVIDENCE_STALE} when nothing but its age is wrong, else {@code EVIDENCE_INVALID}
     */
    public static Attestation verify(
            SentBearer sent,
            InstanceKey key,
            AgentProfile agent,
            List<Attester> attesters,
            String issuer,
            Instant now) {
        SignedJwt jwt = read(sent);
        Claims claims = new Claims("assertion", jwt.claims());
        Attester attester = new FindSigner(jwt, claims).among(attesters, format -> format.carrier() == sent.carrier());
        requireAudience(claims, attester.settings().audience().orElse(issuer));
        requireSameKey(claims, key);
        return new JudgeEvidence(new Statement(jwt, claims, attester, agent)).with(key, now);
    }

    static SignedJwt read(SentBearer sent) {
        try {
            return KnownJwts.read(sent.assertion(), sent.carrier() == Carrier.SPIFFE_ASSERTION ? SPIFFE_TYPES : TYPES);
        } catch (BadJoseException e) {
            throw new RefusedException(Refusal.EVIDENCE_INVALID, "assertion: " + e.getMessage());
        }
    }

    /** Another audience could show it here in the workload's name. */
    private static void requireAudience(Claims claims, String audience) {
        if (!claims.audience().equals(List.of(audience))) {
            throw claims.refusal("aud is not this realm, or the attester's audience, alone");
        }
    }

    /** A token that does name a key is good for that key only (RFC 7800). */
    private static void requireSameKey(Claims claims, InstanceKey key) {
        if (!claims.members().containsKey("cnf")) {
            return;
        }
        Map<String, Object> cnf = claims.object(claims.members(), "cnf");
        String named = cnf.get("jkt") instanceof String thumbprint
                ? thumbprint
                : InstanceKey.in(claims).thumbprint();
        if (!named.equals(key.thumbprint())) {
            throw claims.refusal("cnf is not the key of the DPoP proof");
        }
    }
}
