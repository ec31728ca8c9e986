package io.agentpack.keycloak.authenticator.evidence;

import static io.agentpack.keycloak.authenticator.evidence.Bench.NOW;
import static io.agentpack.keycloak.authenticator.evidence.Bench.rules;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.agentpack.keycloak.authenticator.attester.Format;
import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.agent.AgentAttributes;
import io.agentpack.keycloak.domain.authority.Environment;
import io.agentpack.keycloak.domain.authority.Locality;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KubernetesRulesTest {
    private final BearerBench bench = new BearerBench(Format.KUBERNETES, BearerBench.recorded("kubernetes"));

    @Test
    void admitsAPodsTokenAndThePodIsTheInstance() {
        bench.jwt.header.remove("typ");

        Attestation attestation = bench.verify();

        assertThat(attestation.instance().id()).isEqualTo("5e0bd49b-f040-43b0-99b7-22765a53f7f3");
        assertThat(attestation.instance().issuer()).isEqualTo("https://my-cluster.example.com");
        assertThat(attestation.key()).isEqualTo(BearerBench.key());
    }

    @Test
    void comparesWhatIsNested() {
        bench.profile(
                AgentAttributes.REQUIRED_CLAIMS, "kubernetes.io.namespace=my-namespace##kubernetes.io.pod.name=my-pod");
        bench.settings.requiredClaims = rules("kubernetes.io.serviceaccount.uid=14ee3fa4-a7e2-420f-9f9a-dbc4507c3798");
        bench.settings.runClaim = Optional.of("kubernetes.io.pod.uid");
        bench.settings.audience = Optional.of("agents");
        bench.jwt.with("aud", List.of("agents"));

        assertThat(bench.verify().platformRun()).contains("5e0bd49b-f040-43b0-99b7-22765a53f7f3");
    }

    static Stream<Arguments> unlike() {
        return Stream.of(
                row("typ is not JWT", b -> b.jwt.header.put("typ", "at+jwt")),
                row("typ is not JWT", b -> b.jwt.header.put("typ", "")),
                row("alg is not allowed", b -> b.jwt.header.put("alg", "none")),
                row("alg is not allowed", b -> b.jwt.header.put("alg", "HS256")),
                row("aud is not this realm", b -> b.jwt.with("aud", "https://kubernetes.default.svc")),
                row(
                        "aud is not this realm",
                        b -> b.jwt.with("aud", List.of(Bench.REALM, "https://kubernetes.default.svc"))),
                row("aud is not this realm", b -> b.jwt.claims.remove("aud")),
                row("another issuer", b -> b.jwt.with("iss", "https://other-cluster.example.com")),
                row("another issuer", b -> b.jwt.claims.remove("iss")),
                row("issues other evidence", b -> b.settings.format = Format.CLIENT_ATTESTATION),
                row("issues other evidence", b -> b.settings.format = Format.JWT_SVID),
                row("is disabled", b -> b.settings.enabled = false),
                row("has no such key", b -> b.jwt.header.put("kid", "other")),
                row("has not signed this", b -> b.jwt.key = BearerBench.SHOWN_KEY),
                row("sub is not what", b -> b.jwt.with("sub", "system:serviceaccount:my-namespace:other")),
                row("sub is missing", b -> b.jwt.claims.remove("sub")),
                row("namespace is missing", b -> b.jwt.claims.remove("kubernetes.io")),
                row("sub is not the service account", b -> nested(b, "namespace", "other")),
                row(
                        "sub is not the service account",
                        b -> nested(b, "serviceaccount", Map.of("name", "x", "uid", "u"))),
                row(
                        "serviceaccount.uid is missing",
                        b -> nested(b, "serviceaccount", Map.of("name", "my-serviceaccount"))),
                row("pod.uid is missing", b -> nested(b, "pod", null)),
                row("pod.uid is not a string", b -> nested(b, "pod", Map.of("uid", Map.of()))),
                row("pod.uid is not a string", b -> nested(b, "pod", Map.of("uid", "x".repeat(257)))),
                row(
                        "required claim kubernetes.io.namespace",
                        b -> b.settings.requiredClaims = rules("kubernetes.io.namespace=prod")),
                row("exp is missing", b -> b.jwt.claims.remove("exp")),
                row("iat is missing", b -> b.jwt.claims.remove("iat")),
                row("nbf is in the future", b -> b.jwt.with("nbf", NOW.getEpochSecond() + 60)),
                row("iat is in the future", b -> b.jwt.with("iat", NOW.getEpochSecond() + 60)),
                row("may not vouch for environment", b -> b.settings.environments = Set.of(Environment.PRODUCTION)),
                row("may not vouch for remote", b -> b.settings.localities = Set.of(Locality.LOCAL)),
                row("may not vouch for local", b -> {
                    b.settings.localities = Set.of(Locality.LOCAL, Locality.REMOTE);
                    b.profile(AgentAttributes.LOCALITY, "local");
                }),
                row("cnf is not the key", b -> b.jwt.with("cnf", Map.of("jkt", "other"))),
                row(
                        "cnf is not the key",
                        b -> b.jwt.with(
                                "cnf",
                                Map.of("jwk", Bench.INSTANCE_KEY.toPublicJWK().toJSONObject()))),
                row("cnf is missing or not", b -> b.jwt.with("cnf", "x")),
                row("jwk is missing", b -> b.jwt.with("cnf", Map.of())));
    }

    @ParameterizedTest(name = "{0} {index}")
    @MethodSource("unlike")
    void refusesWhatIsWrong(String reason, Consumer<BearerBench> change) {
        bench.refuses(change, reason);
    }

    @Test
    void asksForAFresherToken() {
        bench.refuses(Refusal.EVIDENCE_STALE, b -> b.jwt.with("exp", NOW.getEpochSecond() - 11), "expired");
        bench.refuses(Refusal.EVIDENCE_STALE, b -> b.jwt.with("exp", NOW.getEpochSecond()), "expired");
        bench.jwt.with("exp", NOW.getEpochSecond() + 600);
        bench.refuses(Refusal.EVIDENCE_STALE, b -> b.jwt.with("iat", NOW.getEpochSecond() - 301), "maximum age");
        bench.profile(AgentAttributes.ATTESTATION_MAX_AGE, "3600");
        assertThat(bench.verify()).isNotNull();
    }

    @Test
    void aTokenThatNamesTheKeyIsGoodForIt() {
        bench.jwt.with("cnf", Map.of("jkt", BearerBench.key().thumbprint()));

        assertThat(bench.verify()).isNotNull();
    }

    private static Arguments row(String reason, Consumer<BearerBench> change) {
        return arguments(reason, change);
    }

    @SuppressWarnings("unchecked")
    private static void nested(BearerBench bench, String name, Object value) {
        Map<String, Object> inner = new HashMap<>((Map<String, Object>) bench.jwt.claims.get("kubernetes.io"));
        if (value == null) {
            inner.remove(name);
        } else {
            inner.put(name, value);
        }
        bench.jwt.with("kubernetes.io", inner);
    }
}
