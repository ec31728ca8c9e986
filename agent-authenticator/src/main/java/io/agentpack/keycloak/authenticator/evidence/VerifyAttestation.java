package io.agentpack.keycloak.authenticator.evidence;

import io.agentpack.keycloak.authenticator.attester.Attester;
import io.agentpack.keycloak.authenticator.attester.AttesterSettings;
import io.agentpack.keycloak.authenticator.jose.BadJoseException;
import io.agentpack.keycloak.authenticator.jose.SignedJwt;
import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.RefusedException;
import io.agentpack.keycloak.domain.agent.AgentInstance;
import io.agentpack.keycloak.domain.agent.AgentProfile;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rules for a client attestation (draft-ietf-oauth-attestation-based-client-auth sections 4 and 7.1). */
public final class VerifyAttestation {
    static final String TYPE = "oauth-client-attestation+jwt";
    static final String INSTANCE_CLAIM = "client_instance_id";

    private VerifyAttestation() {}

    /**
     * Verifies an attestation for an agent.
     *
     * @param attesters those that the agent trusts, also disabled ones
     * @throws RefusedException {@code EVIDENCE_STALE} when nothing but its age is wrong, else {@code EVIDENCE_INVALID}
     */
    public static Attestation verify(String attestation, AgentProfile agent, List<Attester> attesters, Instant now) {
        SignedJwt jwt = read(attestation);
        Claims claims = new Claims("attestation", jwt.claims());
        Attester attester = new FindSigner(jwt, claims).among(attesters);
        InstanceKey key = InstanceKey.in(claims);
        requireSubject(claims, agent.attestedSubject());
        requireAudience(claims, attester.settings().audience());
        requireClaims(claims, attester.settings().requiredClaims());
        requireClaims(claims, agent.requiredClaims());
        requirePlace(claims, agent, attester.settings());
        AgentInstance instance = instance(claims, attester, key);
        Optional<String> platformRun = attester.settings().runClaim().flatMap(claims::id);
        Instant attestedAt = Validity.ofAttestation(claims, agent.attestationMaxAge(), now);
        return new Attestation(attester, key, instance, attestedAt, platformRun);
    }

    private static SignedJwt read(String attestation) {
        try {
            return SignedJwt.read(attestation, TYPE);
        } catch (BadJoseException e) {
            throw new RefusedException(Refusal.EVIDENCE_INVALID, "attestation: " + e.getMessage());
        }
    }

    private static void requireSubject(Claims claims, String expected) {
        String subject = claims.requiredText("sub");
        boolean prefix = expected.startsWith("spiffe://") && expected.endsWith("/*");
        String start = prefix ? expected.substring(0, expected.length() - 1) : expected;
        boolean named =
                prefix ? subject.startsWith(start) && subject.length() > start.length() : subject.equals(expected);
        if (!named) {
            throw claims.refusal("sub is not what the agent's evidence must name");
        }
    }

    private static void requireAudience(Claims claims, Optional<String> expected) {
        if (expected.isPresent() && !claims.audience().contains(expected.get())) {
            throw claims.refusal("aud is not the attester's audience");
        }
    }

    private static void requireClaims(Claims claims, Map<String, String> required) {
        required.forEach((name, value) -> {
            if (!claims.says(name, value)) {
                throw claims.refusal("required claim " + name + " is missing or different");
            }
        });
    }

    /** An attester vouches for agents of its environments and localities only. */
    private static void requirePlace(Claims claims, AgentProfile agent, AttesterSettings attester) {
        if (!attester.environments().contains(agent.environment())) {
            throw claims.refusal("attester " + attester.name() + " may not vouch for environment "
                    + agent.environment().name());
        }
        if (!attester.localities().contains(agent.locality())) {
            throw claims.refusal("attester " + attester.name() + " may not vouch for "
                    + agent.locality().value() + " agents");
        }
    }

    private static AgentInstance instance(Claims claims, Attester attester, InstanceKey key) {
        Optional<String> configured = attester.settings().instanceClaim();
        Optional<String> named = claims.id(configured.orElse(INSTANCE_CLAIM));
        if (configured.isPresent() && named.isEmpty()) {
            throw claims.refusal("the attester's instance claim is missing");
        }
        return new AgentInstance(attester.settings().issuer().orElse(attester.name()), named.orElse(key.thumbprint()));
    }
}
