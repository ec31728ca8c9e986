package io.agentpack.keycloak.authenticator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWK;
import io.agentpack.keycloak.authenticator.evidence.EvidenceSamples;
import io.agentpack.keycloak.authenticator.evidence.Possession;
import io.agentpack.keycloak.authenticator.evidence.VerifyPossession;
import io.agentpack.keycloak.authenticator.jose.Forge;
import io.agentpack.keycloak.domain.RefusedException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.keycloak.models.SingleUseObjectProvider;

class RefuseReplayTest {
    private final Map<String, Long> stored = new HashMap<>();
    private final SingleUseObjectProvider used = (SingleUseObjectProvider) Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {SingleUseObjectProvider.class},
            (proxy, method, args) -> stored.putIfAbsent((String) args[0], (Long) args[1]) == null);
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

    private void check(String attester, JWK instanceKey, String id) {
        Possession proof = new Possession(id, Instant.now(), Optional.empty());
        RefuseReplay.check(used, List.of(OneTimeUse.of(proof, EvidenceSamples.attestation(attester, instanceKey))));
    }
}
