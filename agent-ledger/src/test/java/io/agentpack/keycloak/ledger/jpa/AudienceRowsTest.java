package io.agentpack.keycloak.ledger.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class AudienceRowsTest {
    @Test
    void aListIsReadAsItWasWritten() {
        Set<String> names = Set.of("calendar-api", "https://api.example/", "with \"quotes\", commas", "ünïcode ✓");
        assertThat(AudienceRows.read(AudienceRows.write(names))).isEqualTo(names);
    }

    @Test
    void isTheSameWhateverTheOrder() {
        assertThat(AudienceRows.write(Set.of("b", "a"))).isEqualTo("[\"a\",\"b\"]");
    }

    @Test
    void hasOneByteForEachCharacter() {
        assertThat(AudienceRows.write(Set.of("✓"))).isEqualTo("[\"\\u2713\"]").matches("\\p{ASCII}+");
    }
}
