package io.agentpack.keycloak.authenticator.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.agentpack.keycloak.authenticator.attester.Format;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OidcRulesTest {
    private final BearerBench bench = new BearerBench(
            Format.OIDC, Map.of("iss", "https://sandbox.example", "sub", "sandbox/7", "session", Map.of("id", 9)));

    @Test
    void admitsThePlatformsToken() {
        bench.settings.instanceClaim = Optional.of("session.id");
        bench.settings.runClaim = Optional.of("session.id");

        assertThat(bench.verify().instance().id()).isEqualTo("9");
        assertThat(bench.verify().platformRun()).contains("9");
    }

    static Stream<Arguments> unlike() {
        return Stream.of(
                row("sub is not what", b -> b.jwt.with("sub", "sandbox/8")),
                row("another issuer", b -> b.jwt.with("iss", "https://sandbox.example/")),
                row("another issuer", b -> b.settings.issuer = Optional.empty()),
                row("ID token of somebody", b -> b.jwt.with("nonce", "n")),
                row("instance claim is missing", b -> b.settings.instanceClaim = Optional.of("session.name")),
                row("session is not a string", b -> b.settings.instanceClaim = Optional.of("session")),
                row("session is not a string", b -> b.settings.runClaim = Optional.of("session")),
                row("typ is not JWT", b -> b.jwt.header.put("typ", "JOSE")),
                row("typ is not JWT", b -> b.jwt.header.put("typ", "dpop+jwt")),
                row("typ is not JWT", b -> b.jwt.header.put("typ", ClientAttestationRules.TYPE)));
    }

    @ParameterizedTest(name = "{0} {index}")
    @MethodSource("unlike")
    void refusesWhatIsWrong(String reason, Consumer<BearerBench> change) {
        bench.refuses(change, reason);
    }

    private static Arguments row(String reason, Consumer<BearerBench> change) {
        return arguments(reason, change);
    }
}
