package io.agentpack.keycloak.authenticator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.agentpack.keycloak.authenticator.evidence.SentEvidence;
import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.RefusedException;
import jakarta.ws.rs.core.HttpHeaders;
import java.lang.reflect.Proxy;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadEvidenceTest {
    private static final List<String> NONE = List.of();

    @Test
    void takesEachHeaderOnce() {
        assertThat(ReadEvidence.in(headers(List.of("a"), List.of("p")))).isEqualTo(new SentEvidence("a", "p"));
    }

    @Test
    void refusesWhatIsMissingOrDoubled() {
        assertRefused(Refusal.EVIDENCE_MISSING, NONE, NONE);
        assertRefused(Refusal.EVIDENCE_MISSING, null, null);
        assertRefused(Refusal.EVIDENCE_INVALID, List.of("a"), NONE);
        assertRefused(Refusal.EVIDENCE_INVALID, NONE, List.of("p"));
        assertRefused(Refusal.EVIDENCE_INVALID, List.of("a", "a"), List.of("p"));
        assertRefused(Refusal.EVIDENCE_INVALID, List.of("a"), List.of("p", "p"));
    }

    private static void assertRefused(Refusal refusal, List<String> attestations, List<String> proofs) {
        assertThatThrownBy(() -> ReadEvidence.in(headers(attestations, proofs)))
                .asInstanceOf(type(RefusedException.class))
                .returns(refusal, RefusedException::refusal);
    }

    private static HttpHeaders headers(List<String> attestations, List<String> proofs) {
        return (HttpHeaders) Proxy.newProxyInstance(
                HttpHeaders.class.getClassLoader(),
                new Class<?>[] {HttpHeaders.class},
                (proxy, method, args) -> ReadEvidence.ATTESTATION.equals(args[0]) ? attestations : proofs);
    }
}
