package io.agentpack.keycloak.domain.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class AttenuateClaimsTest {

    @Test
    void aClaimThatTheInboundTokenLacksIsDropped() {
        assertThat(AttenuateClaims.of(Map.of("clearance", "high"), Map.of())).isEmpty();
    }

    @Test
    void aClaimThatSaysSomethingElseIsDropped() {
        assertThat(AttenuateClaims.of(Map.of("clearance", "high"), Map.of("clearance", "low")))
                .isEmpty();
        assertThat(AttenuateClaims.of(
                        Map.of("limit", Map.of("of", "mail", "at", 5)), Map.of("limit", Map.of("of", "mail"))))
                .isEmpty();
    }

    @Test
    void ofListsTheCommonItemsStay() {
        assertThat(AttenuateClaims.of(
                        Map.of("groups", List.of("users", "admins")), Map.of("groups", List.of("users", "guests"))))
                .isEqualTo(Map.of("groups", List.of("users")));
    }

    @Test
    void theSameNumberIsTheSameWhicheverTypeItHas() {
        assertThat(AttenuateClaims.of(Map.of("level", 5L), Map.of("level", 5))).isEqualTo(Map.of("level", 5L));
        assertThat(AttenuateClaims.of(Map.of("at", Map.of("x", List.of(1L))), Map.of("at", Map.of("x", List.of(1)))))
                .containsKey("at");
    }

    @Property
    void neverSaysMoreThanEither(
            @ForAll("claims") Map<String, Object> computed, @ForAll("claims") Map<String, Object> inbound) {
        AttenuateClaims.of(computed, inbound).forEach((name, value) -> {
            assertThat(computed).containsKey(name);
            assertThat(inbound).containsKey(name);
            if (value instanceof Collection<?> items) {
                assertThat(((Collection<?>) computed.get(name)).containsAll(items))
                        .isTrue();
                assertThat(((Collection<?>) inbound.get(name)).containsAll(items))
                        .isTrue();
            } else {
                assertThat(value).isEqualTo(computed.get(name)).isEqualTo(inbound.get(name));
            }
        });
    }

    @Property
    void isTheSameWhenDoneAgain(
            @ForAll("claims") Map<String, Object> computed, @ForAll("claims") Map<String, Object> inbound) {
        Map<String, Object> once = AttenuateClaims.of(computed, inbound);

        assertThat(AttenuateClaims.of(once, inbound)).isEqualTo(once);
        assertThat(AttenuateClaims.of(computed, computed)).isEqualTo(computed);
    }

    @Provide
    Arbitrary<Map<String, Object>> claims() {
        Arbitrary<Object> scalar = Arbitraries.of("x", "y", 1, 2, true);
        Arbitrary<Object> list =
                Arbitraries.of("x", "y", "z").list().ofMaxSize(3).map(Object.class::cast);
        Arbitrary<Object> object = Arbitraries.maps(Arbitraries.of("p", "q"), Arbitraries.of(Set.of("x", "y")))
                .map(Object.class::cast);
        return Arbitraries.maps(Arbitraries.of("a", "b", "c"), Arbitraries.oneOf(scalar, list, object));
    }
}
