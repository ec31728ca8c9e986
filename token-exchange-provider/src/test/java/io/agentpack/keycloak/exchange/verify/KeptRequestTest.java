package io.agentpack.keycloak.exchange.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentpack.keycloak.domain.authority.Authority;
import io.agentpack.keycloak.domain.authority.Scopes;
import io.agentpack.keycloak.domain.run.RunLimits;
import io.agentpack.keycloak.exchange.request.TokenRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What waits for an answer is afterwards what it was before. */
class KeptRequestTest {
    private static final InboundToken INBOUND = new InboundToken(
            new Authority(
                    Scopes.of("calendar:read"),
                    Set.of("user"),
                    Map.of("calendar-api", Set.of("reader")),
                    Set.of("calendar-api")),
            Map.of("groups", List.of("a", "b"), "level", 3),
            true);

    @Test
    void everythingIsReadAsItWasWritten() {
        TokenRequest wanted = new TokenRequest(
                Optional.of(Scopes.of("calendar:read", "calendar:write")),
                Set.of("calendar-api"),
                Optional.of(new RunLimits.Asked(
                        Optional.of("Move the meeting"),
                        Optional.of(Duration.ofSeconds(60)),
                        Optional.of(1),
                        Optional.of(2),
                        Optional.of(Set.of("researcher")))));

        KeptRequest read = KeptRequest.read(
                KeptRequest.of(wanted, INBOUND, Optional.of("key"), Optional.of(Set.of("calendar:write")))
                        .write());

        assertThat(read.wanted()).isEqualTo(wanted);
        assertThat(read.inbound()).isEqualTo(INBOUND);
        assertThat(read.dpopKey()).isEqualTo("key");
        assertThat(read.allowedByPolicy()).containsExactly("calendar:write");
    }

    @Test
    void whatWasNotSaidIsNotSaid() {
        TokenRequest wanted = new TokenRequest(Optional.of(Scopes.of("mail:send")), Set.of(), Optional.empty());

        KeptRequest read = KeptRequest.read(KeptRequest.of(wanted, INBOUND, Optional.empty(), Optional.empty())
                .write());

        assertThat(read.wanted()).isEqualTo(wanted);
        assertThat(read.dpopKey()).isNull();
        assertThat(read.allowedByPolicy()).isNull();
    }

    @Test
    void whatTheVersionBeforeWroteIsRead() {
        TokenRequest wanted = new TokenRequest(Optional.of(Scopes.of("mail:send")), Set.of(), Optional.empty());
        KeptRequest kept = KeptRequest.of(wanted, INBOUND, Optional.of("key"), Optional.empty());

        KeptRequest read = KeptRequest.read(kept.write().replace("\"dpopKey\"", "\"named\":true,\"dpopKey\""));

        assertThat(read).isEqualTo(kept);
        assertThat(kept.write()).doesNotContain("named");
    }
}
