package io.agentpack.keycloak.authenticator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWK;
import io.agentpack.keycloak.authenticator.evidence.EvidenceSamples;
import io.agentpack.keycloak.authenticator.evidence.VerifyPossession;
import io.agentpack.keycloak.authenticator.jose.Forge;
import io.agentpack.keycloak.domain.RefusedException;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
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
        RefuseReplay.check(used, EvidenceSamples.attestation("lab", key), "one");
        assertThatThrownBy(() -> RefuseReplay.check(used, EvidenceSamples.attestation("lab", key), "one"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("used before");
        assertThat(stored.values()).containsExactly(VerifyPossession.REPLAY_WINDOW.toSeconds());
    }

    @Test
    void otherIdsKeysAndAttestersDoNotCollide() {
        RefuseReplay.check(used, EvidenceSamples.attestation("lab", key), "one");
        RefuseReplay.check(used, EvidenceSamples.attestation("lab", key), "two");
        RefuseReplay.check(used, EvidenceSamples.attestation("lab", Forge.key("ES256", "i")), "one");
        RefuseReplay.check(used, EvidenceSamples.attestation("other", key), "one");
        assertThat(stored).hasSize(4);
    }

    @Test
    void idsOfAnyContentBecomeShortKeys() {
        RefuseReplay.check(used, EvidenceSamples.attestation("lab", key), "💥".repeat(128));
        assertThat(stored.keySet()).allMatch(stored -> stored.matches("[A-Za-z0-9._-]{10,80}"));
    }
}
