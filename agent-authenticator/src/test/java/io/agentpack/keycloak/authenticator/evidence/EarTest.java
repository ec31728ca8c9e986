package io.agentpack.keycloak.authenticator.evidence;

import static io.agentpack.keycloak.authenticator.evidence.Bench.agent;
import static io.agentpack.keycloak.authenticator.evidence.Bench.assertRefused;
import static io.agentpack.keycloak.authenticator.evidence.Bench.attestation;
import static io.agentpack.keycloak.authenticator.evidence.Bench.attester;
import static io.agentpack.keycloak.authenticator.evidence.Bench.verify;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.agentpack.keycloak.authenticator.attester.Attester;
import io.agentpack.keycloak.authenticator.evidence.Bench.Jwt;
import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.authority.Scopes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Attestation results inside an attestation. */
class EarTest {
    private static final String PROFILE = "tag:github.com,2023:veraison/ear";
    private static final Attester CAPPING =
            attester(settings -> settings.reducedScopes = Optional.of(Scopes.of("calendar:read")));

    @Test
    void anAffirmingOnePasses() {
        assertThat(scopes(ear("affirming"))).isEmpty();
        assertThat(scopes(attestation())).isEmpty();
        assertThat(scopes(attestation()
                        .with("eat_profile", PROFILE)
                        .with("submods", Map.of("cpu", Map.of("ear.status", "affirming")))))
                .isEmpty();
    }

    @Test
    void aWarningLeavesTheReducedScopes() {
        assertThat(scopes(ear("warning"))).contains(Scopes.of("calendar:read"));
        assertThat(scopes(attestation()
                        .with("ear", Map.of("submods", Map.of("cpu", status("affirming"), "gpu", status("warning"))))))
                .contains(Scopes.of("calendar:read"));
        assertRefused(Refusal.EVIDENCE_INVALID, "ear warns, and no scopes", ear("warning"), agent(), attester());
    }

    static Stream<Arguments> unlike() {
        return Stream.of(
                row("not affirming", jwt -> jwt.with("ear", status("none"))),
                row("not affirming", jwt -> jwt.with("ear", status("contraindicated"))),
                row("not affirming", jwt -> jwt.with("ear", status("AFFIRMING"))),
                row("not affirming", jwt -> jwt.with("ear", status(2))),
                row("not affirming", jwt -> jwt.with("ear", Map.of("submods", Map.of("cpu", Map.of())))),
                row("not affirming", jwt -> jwt.with("ear", Map.of("submods", Map.of("cpu", "x")))),
                row(
                        "not affirming",
                        jwt -> jwt.with(
                                "ear",
                                Map.of(
                                        "ear.status",
                                        "affirming",
                                        "submods",
                                        Map.of("cpu", status("contraindicated"))))),
                row("has no status", jwt -> jwt.with("ear", Map.of())),
                row("has no status", jwt -> jwt.with("ear", Map.of("submods", Map.of()))),
                row("has no status", jwt -> jwt.with("eat_profile", PROFILE)),
                row("has no status", jwt -> jwt.with("ear.raw-evidence", "AAAA")),
                row("not an object", jwt -> jwt.with("ear", "eyJ.eyJ.sig")),
                row("not an object", jwt -> jwt.with("ear", List.of())),
                row("not an object", jwt -> jwt.with("ear", Map.of("submods", List.of()))));
    }

    @ParameterizedTest(name = "{0} {index}")
    @MethodSource("unlike")
    void everythingElseIsRefused(String reason, Consumer<Jwt> change) {
        Jwt jwt = attestation();
        change.accept(jwt);
        assertRefused(Refusal.EVIDENCE_INVALID, reason, jwt, agent(), CAPPING);
    }

    private static Optional<Scopes> scopes(Jwt jwt) {
        return verify(jwt, agent(), CAPPING).assurance().scopes();
    }

    private static Jwt ear(String status) {
        return attestation().with("ear", status(status));
    }

    private static Map<String, Object> status(Object status) {
        return Map.of("ear.status", status, "ear.raw-evidence", "AAAA");
    }

    private static Arguments row(String reason, Consumer<Jwt> change) {
        return arguments(reason, change);
    }
}
