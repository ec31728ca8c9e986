package io.agentpack.keycloak.authenticator.evidence;

import com.nimbusds.jose.jwk.JWK;
import io.agentpack.keycloak.authenticator.attester.Attester;
import java.util.List;
import java.util.Map;

/** Verified evidence for tests of other packages. */
public final class EvidenceSamples {
    private EvidenceSamples() {}

    public static Attestation attestation(String attesterName, JWK key) {
        String text = Bench.attestation()
                .with("cnf", Map.of("jwk", key.toPublicJWK().toJSONObject()))
                .sign();
        Attester attester = Bench.attester(settings -> settings.name = attesterName);
        return VerifyAttestation.verify(text, Bench.agent(), List.of(attester), Bench.NOW);
    }
}
