package io.agentpack.keycloak.exchange.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who serves an ordinary client's exchange: the shapes that 26.7 and 26.8 know. An agent's own exchange is always ours. */
class MeantForAgentsTest {
    private static final String PLAIN = token("{\"sub\":\"alice\"}");
    private static final String MAY_ACT = token("{\"sub\":\"alice\",\"may_act\":{\"sub\":\"gateway\"}}");
    private static final String DELEGATED_BY_KEYCLOAK = token("{\"sub\":\"alice\",\"act\":{\"sub\":\"gateway\"}}");
    private static final String RUN = token("{\"sub\":\"alice\",\"act\":{\"sub\":\"agent\"},\"run\":{\"id\":\"r\"}}");
    private static final String RUN_BY_ID_ONLY = token("{\"jti\":\"onrtte:ar.run-1.abc\"}");

    @Test
    void plainTokensAreKeycloaks() {
        assertThat(ours(false, PLAIN)).isFalse();
        assertThat(ours(true, PLAIN)).isFalse();
        assertThat(ours(false, PLAIN, PLAIN)).isFalse();
    }

    @Test
    void aRunsTokenIsOursWhereverItStands() {
        for (boolean keycloakDelegates : new boolean[] {false, true}) {
            assertThat(ours(keycloakDelegates, RUN)).isTrue();
            assertThat(ours(keycloakDelegates, RUN_BY_ID_ONLY)).isTrue();
            assertThat(ours(keycloakDelegates, PLAIN, RUN)).isTrue();
            assertThat(ours(keycloakDelegates, MAY_ACT, RUN)).isTrue();
        }
    }

    @Test
    void actorsWithoutARunAreOursWhereKeycloakWouldLoseThem() {
        assertThat(ours(false, MAY_ACT)).isTrue();
        assertThat(ours(false, MAY_ACT, PLAIN)).isTrue();
        assertThat(ours(false, DELEGATED_BY_KEYCLOAK)).isTrue();
    }

    @Test
    void andKeycloaksWhereItKnowsThem() {
        assertThat(ours(true, MAY_ACT, PLAIN)).isFalse();
        assertThat(ours(true, DELEGATED_BY_KEYCLOAK)).isFalse();
        assertThat(ours(true, DELEGATED_BY_KEYCLOAK, PLAIN)).isFalse();
    }

    @Test
    void whatIsNoTokenIsNobodys() {
        assertThat(ours(false, "nonsense", "a.b.c", "", token("[]"), token("null")))
                .isFalse();
    }

    private static boolean ours(boolean keycloakDelegates, String... tokens) {
        return MeantForAgents.isOfRunsOrActors(Stream.of(tokens), keycloakDelegates);
    }

    private static String token(String claims) {
        return base64("{\"alg\":\"RS256\"}") + "." + base64(claims) + ".c2ln";
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
