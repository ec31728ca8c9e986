package io.agentpack.keycloak.authenticator.evidence;

import static io.agentpack.keycloak.authenticator.evidence.Bench.NOW;
import static io.agentpack.keycloak.authenticator.evidence.Bench.rules;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.agentpack.keycloak.authenticator.attester.Format;
import io.agentpack.keycloak.domain.agent.AgentAttributes;
import io.agentpack.keycloak.domain.agent.Assurance;
import io.agentpack.keycloak.domain.authority.Environment;
import io.agentpack.keycloak.domain.authority.Locality;
import io.agentpack.keycloak.domain.authority.Scopes;
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

/** The SVID of a broker on somebody's laptop. */
class BrokerStatementTest {
    private final BearerBench bench = broker();

    @Test
    void saysForWhomAndWhichProgram() {
        Assurance assurance = bench.verify().assurance();

        assertThat(assurance.boundSubject()).contains("alice-id");
        assertThat(assurance.program()).isPresent();
        assertThat(assurance.scopes()).isEmpty();
        assertThat(assurance.program().get()).doesNotContain("c0ffee").hasSize(43);
    }

    @Test
    void anotherProgramIsAnother() {
        String before = bench.verify().assurance().program().orElseThrow();
        bench.jwt.with("binary_id", Map.of("product_id", "planner", "publisher", "ACME", "cdhash", "c0ffee"));
        assertThat(bench.verify().assurance().program())
                .as("the order says nothing")
                .contains(before);

        bench.jwt.with("binary_id", Map.of("product_id", "planner", "publisher", "ACME", "cdhash", "decaf"));
        assertThat(bench.verify().assurance().program().orElseThrow()).isNotEqualTo(before);
    }

    @Test
    void whatIsExpectedAndMissingLowersTheCeiling() {
        bench.settings.expectedClaims = rules("attest_methods=user_gesture", "binary_id.cdhash=*");
        assertThat(bench.verify().assurance().scopes()).isEmpty();

        bench.jwt.with("attest_methods", List.of("macos_codesign"));
        bench.settings.reducedScopes = Optional.of(Scopes.of("calendar:read"));
        assertThat(bench.verify().assurance().scopes()).contains(Scopes.of("calendar:read"));

        bench.settings.reducedScopes = Optional.empty();
        bench.refuses(b -> {}, "expected claim attest_methods is missing or different, and no scopes are left");
    }

    static Stream<Arguments> unlike() {
        return Stream.of(
                row("required claim attest_methods", b -> b.settings.requiredClaims = rules("attest_methods=tpm")),
                row(
                        "required claim binary_id.cdhash",
                        b -> b.settings.requiredClaims = rules("binary_id.cdhash=decaf")),
                row("bound_subject is missing", b -> b.jwt.claims.remove("bound_subject")),
                row("bound_subject is not a string", b -> b.jwt.with("bound_subject", List.of("alice-id"))),
                row("bound_subject is longer", b -> b.jwt.with("bound_subject", "x".repeat(257))),
                row("attest_methods is missing", b -> b.jwt.claims.remove("attest_methods")),
                row("binary_id is missing or not an object", b -> b.jwt.with("binary_id", "c0ffee")),
                row("jti is missing", b -> b.jwt.claims.remove("jti")),
                row("longer than 10 minutes", b -> b.jwt.with("exp", NOW.getEpochSecond() + 596)),
                row("sub is no SPIFFE id", b -> {
                    b.settings.format = Format.OIDC;
                    b.jwt.with("sub", "planner");
                    b.profile(AgentAttributes.ATTESTED_SUBJECT, "planner");
                }),
                row("somebody's own device", b -> b.profile(AgentAttributes.LOCALITY, "remote")),
                row("somebody's own device", b -> {
                    b.jwt.claims.remove("iss");
                    b.settings.environments = Set.of(Environment.PRODUCTION);
                    b.profile(AgentAttributes.LOCALITY, "remote", AgentAttributes.ENVIRONMENT, "production");
                }));
    }

    @ParameterizedTest(name = "{0} {index}")
    @MethodSource("unlike")
    void refusesWhatIsWrong(String reason, Consumer<BearerBench> change) {
        BearerBench changed = broker();
        change.accept(changed);
        if (changed.settings.format == Format.OIDC) {
            BearerBench other = new BearerBench(Format.OIDC, changed.jwt.claims);
            other.settings.issuer = Optional.of("wib://acme/device/1");
            other.settings.localities = changed.settings.localities;
            other.profile(AgentAttributes.LOCALITY, "local");
            other.refuses(b -> {}, reason);
        } else {
            changed.refuses(b -> {}, reason);
        }
    }

    private static BearerBench broker() {
        BearerBench bench = new BearerBench(
                Format.JWT_SVID,
                Map.of(
                        "iss", "wib://acme/device/1",
                        "sub", "spiffe://laptop.example/agent/acme/planner/7",
                        "jti", "svid-1",
                        "bound_subject", "alice-id",
                        "attest_methods", List.of("macos_codesign", "user_gesture"),
                        "binary_id", Map.of("publisher", "ACME", "product_id", "planner", "cdhash", "c0ffee")));
        bench.settings.localities = Set.of(Locality.LOCAL, Locality.REMOTE);
        return bench.profile(AgentAttributes.LOCALITY, "local");
    }

    private static Arguments row(String reason, Consumer<BearerBench> change) {
        return arguments(reason, change);
    }
}
