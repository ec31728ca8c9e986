package io.agentpack.keycloak.authenticator.evidence;

import static io.agentpack.keycloak.authenticator.evidence.Bench.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.agentpack.keycloak.authenticator.attester.Attester;
import io.agentpack.keycloak.authenticator.attester.KeysUnavailableException;
import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.agent.AgentAttributes;
import io.agentpack.keycloak.domain.agent.AgentProfile;
import io.agentpack.keycloak.domain.authority.Environment;
import io.agentpack.keycloak.domain.authority.Locality;
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

/** What attesters and agents are configured to accept. */
class AttestationPolicyTest {
    static Stream<Arguments> attesters() {
        return Stream.of(
                arguments("is disabled", change(settings -> settings.enabled = false)),
                arguments("has wrong settings", change(settings -> settings.problems = List.of("x"))),
                arguments("environment development", change(s -> s.environments = Set.of(Environment.PRODUCTION))),
                arguments("remote agents", change(settings -> settings.localities = Set.of(Locality.LOCAL))),
                arguments("aud is not", change(settings -> settings.audience = Optional.of("https://id.example"))),
                arguments("required claim team", change(settings -> settings.requiredClaims = rules("team=red"))),
                arguments("instance claim is missing", change(s -> s.instanceClaim = Optional.of("pod"))));
    }

    @ParameterizedTest
    @MethodSource("attesters")
    void attestersVouchOnlyForWhatTheyMay(String reason, Consumer<Bench.Settings> change) {
        assertRefused(Refusal.EVIDENCE_INVALID, reason, attestation(), agent(), attester(change));
    }

    @Test
    void unreachableKeysAdmitNobody() {
        Attester mute = new Attester(attester().settings(), id -> {
            throw new KeysUnavailableException("down");
        });
        assertRefused(Refusal.EVIDENCE_INVALID, "attester lab is without keys: down", attestation(), agent(), mute);
    }

    @Test
    void namesInstanceAndRunAsConfigured() {
        Attester attester = attester(settings -> {
            settings.instanceClaim = Optional.of("pod");
            settings.runClaim = Optional.of("job");
            settings.audience = Optional.of("https://id.example");
        });
        Jwt jwt = attestation().with("pod", "p-1").with("job", "j-7").with("aud", List.of("x", "https://id.example"));

        assertThat(verify(jwt, agent(), attester).instance().id()).isEqualTo("p-1");
        assertThat(verify(jwt, agent(), attester).platformRun()).contains("j-7");
        assertRefused(Refusal.EVIDENCE_INVALID, "job is not a string of 1 to 256", jwt.with("job", "x".repeat(257)), agent(), attester);
    }

    @ParameterizedTest
    @MethodSource("claims")
    void comparesRequiredClaims(Object value, boolean admitted) {
        AgentProfile agent = agent(AgentAttributes.REQUIRED_CLAIMS, "level=3##team=red");
        Jwt jwt = attestation().with("level", 3).with("team", value);
        if (admitted) {
            assertThat(verify(jwt, agent, attester())).isNotNull();
        } else {
            assertRefused(Refusal.EVIDENCE_INVALID, "required claim team", jwt, agent, attester());
        }
    }

    static Stream<Arguments> claims() {
        return Stream.of(
                arguments("red", true),
                arguments(List.of("blue", "red"), true),
                arguments("Red", false),
                arguments("redder", false),
                arguments(List.of("blue"), false),
                arguments(Map.of("red", "red"), false),
                arguments(List.of(List.of("red")), false),
                arguments(null, false));
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void comparesTheSubject(String expected, String subject, boolean admitted) {
        AgentProfile agent = agent(AgentAttributes.ATTESTED_SUBJECT, expected);
        Jwt jwt = attestation().with("sub", subject);
        if (admitted) {
            assertThat(verify(jwt, agent, attester())).isNotNull();
        } else {
            assertRefused(Refusal.EVIDENCE_INVALID, "sub is not what", jwt, agent, attester());
        }
    }

    static Stream<Arguments> subjects() {
        return Stream.of(
                arguments("spiffe://a.example/planner", "spiffe://a.example/planner", true),
                arguments("spiffe://a.example/planner/*", "spiffe://a.example/planner/1", true),
                arguments("spiffe://a.example/planner/*", "spiffe://a.example/planner/", false),
                arguments("spiffe://a.example/planner/*", "spiffe://a.example/planner", false),
                arguments("spiffe://a.example/planner/*", "spiffe://a.example/planner2/1", false),
                arguments("team/*", "team/a", false),
                arguments("other", "planner", false));
    }

    private static Consumer<Bench.Settings> change(Consumer<Bench.Settings> change) {
        return change;
    }
}
