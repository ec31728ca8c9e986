package io.agentpack.keycloak.domain.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimRuleTest {
    private static final Map<String, Object> CLAIMS = Map.of(
            "team", "red",
            "level", 3,
            "sure", true,
            "empty", " ",
            "methods", List.of("codesign", "gesture"),
            "kubernetes.io", Map.of("namespace", "agents", "pod", Map.of("uid", "p-1")),
            "nobody", Map.of(),
            "a", Map.of("b.c", "short"),
            "a.b", Map.of("c", "long"));

    @ParameterizedTest
    @CsvSource({
        "team=red, true",
        "team=blue, false",
        "team=*, true",
        "level=3, true",
        "level=3.0, false",
        "sure=true, true",
        "empty=*, false",
        "methods=gesture, true",
        "methods=gest, false",
        "methods=*, true",
        "missing=*, false",
        "missing=null, false",
        "kubernetes.io.namespace=agents, true",
        "kubernetes.io.pod.uid=p-1, true",
        "kubernetes.io.pod.uid=p-2, false",
        "kubernetes.io.pod=*, true",
        "kubernetes.io.pod={uid=p-1}, false",
        "kubernetes.io.node.uid=*, false",
        "nobody=*, false",
        "a.b.c=long, true",
        "a.b.c=short, false",
        "team.name=*, false"
    })
    void comparesWhatTheEvidenceSays(String rule, boolean met) {
        assertThat(ClaimRule.parse(rule).orElseThrow().isMetBy(CLAIMS)).isEqualTo(met);
    }

    @Test
    void nullIsNoValue() {
        Map<String, Object> claims = new HashMap<>();
        claims.put("gone", null);
        claims.put("list", Arrays.asList(null, "x"));

        assertThat(ClaimRule.parse("gone=*").orElseThrow().isMetBy(claims)).isFalse();
        assertThat(ClaimRule.parse("gone=null").orElseThrow().isMetBy(claims)).isFalse();
        assertThat(ClaimRule.parse("list=null").orElseThrow().isMetBy(claims)).isFalse();
        assertThat(ClaimRule.parse("list=x").orElseThrow().isMetBy(claims)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "team", "=red"})
    void isWrittenClaimEqualsValue(String text) {
        assertThat(ClaimRule.parse(text)).isEmpty();
    }

    @Test
    void aValueMayHoldAnEqualsSign() {
        assertThat(ClaimRule.parse("path=a=b").orElseThrow().isMetBy(Map.of("path", "a=b")))
                .isTrue();
    }
}
