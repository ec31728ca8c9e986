package io.agentpack.keycloak.authenticator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.agentpack.keycloak.authenticator.attester.Carrier;
import io.agentpack.keycloak.authenticator.evidence.SentEvidence;
import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.RefusedException;
import jakarta.ws.rs.core.HttpHeaders;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReadEvidenceTest {
    private static final List<String> NONE = List.of();

    @Test
    void takesEachHeaderOnce() {
        assertThat(ReadEvidence.in(headers(List.of("a"), List.of("p"), NONE)))
                .isEqualTo(new SentEvidence(Carrier.HEADERS, "a", Optional.of("p"), Optional.empty()));
        assertThat(ReadEvidence.in(headers(List.of("a"), List.of("p"), List.of("d"))))
                .isEqualTo(new SentEvidence(Carrier.HEADERS, "a", Optional.of("p"), Optional.of("d")));
    }

    @Test
    void takesADpopProofInsteadOfTheProof() {
        assertThat(ReadEvidence.in(headers(List.of("a"), NONE, List.of("d"))))
                .isEqualTo(new SentEvidence(Carrier.HEADERS, "a", Optional.empty(), Optional.of("d")));
    }

    @Test
    void refusesWhatIsMissingOrDoubled() {
        assertRefused(Refusal.EVIDENCE_MISSING, NONE, NONE, NONE);
        assertRefused(Refusal.EVIDENCE_MISSING, null, null, null);
        assertRefused(Refusal.EVIDENCE_MISSING, NONE, NONE, List.of("d"));
        assertRefused(Refusal.EVIDENCE_INVALID, List.of("a"), NONE, NONE);
        assertRefused(Refusal.EVIDENCE_INVALID, NONE, List.of("p"), List.of("d"));
        assertRefused(Refusal.EVIDENCE_INVALID, List.of("a", "a"), List.of("p"), NONE);
        assertRefused(Refusal.EVIDENCE_INVALID, List.of("a"), List.of("p", "p"), NONE);
        assertRefused(Refusal.DPOP_INVALID, List.of("a"), List.of("p"), List.of("d", "d"));
        assertRefused(Refusal.DPOP_INVALID, List.of("a"), NONE, List.of("d", "d"));
    }

    private static void assertRefused(
            Refusal refusal, List<String> attestations, List<String> proofs, List<String> dpop) {
        assertThatThrownBy(() -> ReadEvidence.in(headers(attestations, proofs, dpop)))
                .asInstanceOf(type(RefusedException.class))
                .returns(refusal, RefusedException::refusal);
    }

    private static HttpHeaders headers(List<String> attestations, List<String> proofs, List<String> dpop) {
        Map<String, List<String>> values = new HashMap<>();
        values.put(ReadEvidence.ATTESTATION, attestations);
        values.put(ReadEvidence.PROOF, proofs);
        values.put("DPoP", dpop);
        return (HttpHeaders) Proxy.newProxyInstance(
                HttpHeaders.class.getClassLoader(),
                new Class<?>[] {HttpHeaders.class},
                (proxy, method, args) -> values.get(args[0]));
    }
}
