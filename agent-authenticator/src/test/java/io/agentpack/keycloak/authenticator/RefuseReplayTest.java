package io.agentpack.keycloak.authenticator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.nimbusds.jose.jwk.JWK;
import io.agentpack.keycloak.authenticator.evidence.EvidenceSamples;
import io.agentpack.keycloak.authenticator.evidence.Possession;
import io.agentpack.keycloak.authenticator.evidence.VerifyPossession;
import io.agentpack.keycloak.authenticator.jose.Forge;
import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.RefusedException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.keycloak.models.SingleUseObjectProvider;

class RefuseReplayTest {
    private final Map<String, Long> stored = new HashMap<>();
    private final SingleUseObjectProvider used = (SingleUseObjectProvider) Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {SingleUseObjectProvider.class},
            (proxy, method, args) -> method.getName().equals("contains")
                    ? (Object) stored.containsKey(args[0])
                    : (Object) (stored.putIfAbsent((String) args[0], (Long) args[1]) == null));
    private final JWK key = Forge.key("ES256", "i");

    @Test
    void aProofWorksOnce() {
        check("lab", key, "one");
        assertThatThrownBy(() -> check("lab", key, "one"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("used before");
        assertThat(stored.values()).containsExactly(VerifyPossession.REPLAY_WINDOW.toSeconds());
    }

    @Test
    void otherIdsKeysAndAttestersDoNotCollide() {
        check("lab", key, "one");
        check("lab", key, "two");
        check("lab", Forge.key("ES256", "i"), "one");
        check("other", key, "one");
        assertThat(stored).hasSize(4);
    }

    @Test
    void idsOfAnyContentBecomeShortKeys() {
        check("lab", key, "💥".repeat(128));
        assertThat(stored.keySet()).allMatch(stored -> stored.matches("[A-Za-z0-9._-]{10,80}"));
    }

    @Test
    void whatMayHaveBeenUsedBeforeTheServerKnewIsRefused() {
        Instant since = Instant.parse("2026-11-24T10:00:00Z");
        OneTimeUse before = OneTimeUse.of("c", since, Refusal.CHALLENGE_NEEDED);
        OneTimeUse after = OneTimeUse.of("d", since.plusMillis(1), Refusal.CHALLENGE_NEEDED);

        assertThatThrownBy(() -> new RefuseReplay(used, since).check(Stream.of(before)))
                .asInstanceOf(type(RefusedException.class))
                .returns(Refusal.CHALLENGE_NEEDED, RefusedException::refusal);
        new RefuseReplay(used, since).check(Stream.of(after));
        assertThat(stored).hasSize(1);
    }

    @Test
    void whatKeycloakRemembersIsUsed() {
        OneTimeUse use = new OneTimeUse(
                "DPoP proof",
                Refusal.DPOP_INVALID,
                "ours",
                Optional.of("keycloaks"),
                Instant.now(),
                Duration.ofSeconds(5));
        stored.put("keycloaks", 1L);

        assertThatThrownBy(() -> new RefuseReplay(used, Instant.MIN).check(Stream.of(use)))
                .asInstanceOf(type(RefusedException.class))
                .returns(Refusal.DPOP_INVALID, RefusedException::refusal);
        assertThat(stored).hasSize(1);
    }

    private void check(String attester, JWK instanceKey, String id) {
        Possession proof = new Possession(id, Instant.now(), Optional.empty());
        new RefuseReplay(used, Instant.MIN)
                .check(Stream.of(OneTimeUse.of(proof, EvidenceSamples.attestation(attester, instanceKey))));
    }
}
