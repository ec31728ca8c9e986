package io.agentpack.keycloak.domain.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentpack.keycloak.domain.authority.Scopes;
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
        Assurance weak = new Assurance(Optional.empty(), Optional.of(Scopes.of("a", "c")), Optional.empty());

        assertThat(weak.cap(Scopes.of("a", "b"))).isEqualTo(Scopes.of("a"));
    }
}
