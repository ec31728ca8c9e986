package io.agentpack.keycloak.authenticator.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpiffeIdTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "spiffe://example.org/planner",
                "spiffe://a-b_c.1/agent/acme/planner/...x/.y",
                "spiffe://example.org/Agent/A_b-c.d"
            })
    void namesAWorkload(String text) {
        assertThat(SpiffeId.of(text)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spiffe://example.org",
                "spiffe://example.org/",
                "spiffe://example.org/planner/",
                "spiffe://example.org//planner",
                "spiffe://example.org/./planner",
                "spiffe://example.org/a/../planner",
                "spiffe://example.org/a/..",
                "spiffe://Example.org/planner",
                "spiffe://example.org:8443/planner",
                "spiffe://user@example.org/planner",
                "spiffe://example.org/planner?x",
                "spiffe://example.org/planner#x",
                "spiffe://example.org/plan%6Eer",
                "spiffe://example.org/*",
                "SPIFFE://example.org/planner",
                "https://example.org/planner",
                "spiffe:///planner",
                ""
            })
    void isNothingElse(String text) {
        assertThat(SpiffeId.of(text)).isEmpty();
    }

    @Test
    void isInItsTrustDomainOnly() {
        SpiffeId id = SpiffeId.of("spiffe://example.org/planner").orElseThrow();

        assertThat(id.isIn("spiffe://example.org")).isTrue();
        assertThat(id.isIn("spiffe://example.org/")).isTrue();
        assertThat(id.isIn("spiffe://example.or")).isFalse();
        assertThat(SpiffeId.of("spiffe://example.org/" + "a".repeat(2048))).isEmpty();
    }
}
