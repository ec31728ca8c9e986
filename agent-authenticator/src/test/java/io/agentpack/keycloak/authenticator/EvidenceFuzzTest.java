package io.agentpack.keycloak.authenticator;

import static io.agentpack.keycloak.authenticator.FuzzedEvidence.AGENT;
import static io.agentpack.keycloak.authenticator.FuzzedEvidence.ATTESTER;
import static io.agentpack.keycloak.authenticator.FuzzedEvidence.NOW;
import static io.agentpack.keycloak.authenticator.FuzzedEvidence.REALM;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWK;
import io.agentpack.keycloak.authenticator.attester.Attester;
import io.agentpack.keycloak.authenticator.attester.AttesterSettings;
import io.agentpack.keycloak.authenticator.attester.Carrier;
import io.agentpack.keycloak.authenticator.attester.ReadSettingsSamples;
import io.agentpack.keycloak.authenticator.dpop.DpopProof;
import io.agentpack.keycloak.authenticator.dpop.DpopTarget;
import io.agentpack.keycloak.authenticator.dpop.VerifyDpopProof;
import io.agentpack.keycloak.authenticator.evidence.Attestation;
import io.agentpack.keycloak.authenticator.evidence.SentEvidence;
import io.agentpack.keycloak.authenticator.evidence.VerifyAttestation;
import io.agentpack.keycloak.authenticator.evidence.VerifyPossession;
import io.agentpack.keycloak.domain.RefusedException;
import io.agentpack.keycloak.domain.agent.AgentAttributes;
import io.agentpack.keycloak.domain.agent.AgentProfile;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Whatever is changed in attestations and the proofs that go with them: a pair is refused properly, or a simple checker that knows nothing of this
 * one admits it, too.
 */
class EvidenceFuzzTest {
    /** {@code -Dfuzz.pairs=100000} for more. */
    private static final int PAIRS = Integer.getInteger("fuzz.pairs", 500);

    /** Signing takes longer than everything else, so each signature is in several pairs. */
    private static final int SIGNED = Math.max(150, PAIRS / 40);

    private static final AgentProfile PLANNER = AgentProfile.read(
            AGENT, Map.of(AgentAttributes.AUTHORITY, "delegated", AgentAttributes.ATTESTERS, "lab")::get);

    private final long seed = Long.getLong("fuzz.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final FuzzedEvidence fuzzed = new FuzzedEvidence(random);
    private final PlainChecker checker = new PlainChecker(ATTESTER, NOW.getEpochSecond());
    private final List<Attester> attesters = List.of(attester());

    @Test
    void nothingGetsInThatASimpleCheckerWouldRefuse() {
        List<String> attestations = some(fuzzed::attestation);
        List<String> proofs = some(fuzzed::proof);
        List<String> dpopProofs = some(fuzzed::dpop);
        int admitted = 0;
        int alsoAdmittedByChecker = 0;
        for (int i = 0; i < PAIRS; i++) {
            int mode = random.nextInt(3);
            SentEvidence sent = new SentEvidence(
                    Carrier.HEADERS,
                    one(attestations),
                    mode == 0 ? Optional.empty() : Optional.of(one(proofs)),
                    mode == 1 ? Optional.empty() : Optional.of(one(dpopProofs)));
            if (admits(sent)) {
                admitted++;
                assertThat(checker.admits(sent)).as("seed %d: %s", seed, sent).isTrue();
                alsoAdmittedByChecker++;
            }
        }
        System.out.printf("evidence fuzz: %d pairs, %d admitted, seed %d%n", PAIRS, admitted, seed);
        assertThat(alsoAdmittedByChecker).isEqualTo(admitted).isBetween(PAIRS / 100, PAIRS / 2);
    }

    /** In the order of {@link AgentClientAuthenticator}. */
    private boolean admits(SentEvidence sent) {
        try {
            Optional<DpopProof> dpop = sent.dpop()
                    .map(proof -> VerifyDpopProof.verify(
                            proof, new DpopTarget("POST", URI.create(FuzzedEvidence.ENDPOINT)), NOW));
            Attestation attestation = VerifyAttestation.verify(sent.attestation(), PLANNER, attesters, NOW);
            return sent.proof()
                            .map(proof -> VerifyPossession.verify(proof, attestation, PLANNER, REALM, NOW))
                            .orElseGet(() -> CombinedMode.verify(dpop.orElseThrow(), attestation))
                            .id()
                            .length()
                    > 0;
        } catch (RefusedException e) {
            assertThat(e.reason()).as("seed %d", seed).isNotBlank().hasSizeLessThan(300);
            return false;
        }
    }

    private String one(List<String> signed) {
        return fuzzed.spoiled(signed.get(random.nextInt(signed.size())));
    }

    private static List<String> some(Supplier<String> signed) {
        return Stream.generate(signed).limit(SIGNED).toList();
    }

    private static Attester attester() {
        AttesterSettings settings = ReadSettingsSamples.clientAttestation("lab", FuzzedEvidence.ISSUER, ATTESTER);
        JWK key = ATTESTER.toPublicJWK();
        return new Attester(
                settings,
                hint -> hint.keyId().map(id -> id.equals(key.getKeyID())).orElse(true) ? List.of(key) : List.of());
    }
}
