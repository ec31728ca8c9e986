package io.agentpack.keycloak.domain.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentpack.keycloak.domain.authority.Scopes;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AssuranceTest {
    @Test
    void fullEvidenceTakesNothingAway() {
        Assurance.FULL.requireActingFor("anybody");

        assertThat(Assurance.FULL.cap(Scopes.of("a", "b"))).isEqualTo(Scopes.of("a", "b"));
    }

    @Test
    void weakEvidenceCapsAndNeverAdds() {
        Assurance weak =
                new Assurance(Optional.empty(), Optional.of(Scopes.of("a", "c")), Optional.empty(), Optional.empty());

        assertThat(weak.cap(Scopes.of("a", "b"))).isEqualTo(Scopes.of("a"));
    }

    @Test
    void noTokenOutlivesAPlatformsToken() {
        Instant end = Instant.parse("2026-11-23T12:00:00Z");
        Assurance ending = new Assurance(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(end));

        assertThat(ending.cap(end.plusSeconds(1))).isEqualTo(end);
        assertThat(ending.cap(end.minusSeconds(1))).isEqualTo(end.minusSeconds(1));
        assertThat(Assurance.FULL.cap(end)).isEqualTo(end);
    }
}
