package io.agentpack.keycloak.authenticator.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.agentpack.keycloak.authenticator.attester.Carrier;
import io.agentpack.keycloak.authenticator.attester.Format;
import io.agentpack.keycloak.domain.agent.AgentAttributes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JwtSvidRulesTest {
    private static final String ID = "spiffe://example.org/agent/planner";

    private final BearerBench bench = new BearerBench(Format.JWT_SVID, Map.of("sub", ID));

    @ParameterizedTest
    @ValueSource(strings = {"JWT", "JOSE"})
    void admitsAnSvid(String type) {
        bench.jwt.header.put("typ", type);

        assertThat(bench.verify().instance().id()).isEqualTo(BearerBench.key().thumbprint());
    }

    @Test
    void admitsWhatIsNotRequired() {
        bench.jwt.header.remove("typ");
        bench.jwt.header.remove("kid");
        bench.settings.issuer = Optional.of("spiffe://example.org");
        bench.jwt.with("iss", "https://spire.example.org");

        assertThat(bench.verify().instance().issuer()).isEqualTo("spiffe://example.org");
    }

    @Test
    void whereManyAreAdmittedTheNameIsTheInstance() {
        bench.profile(AgentAttributes.ATTESTED_SUBJECT, "spiffe://example.org/agent/*");

        assertThat(bench.verify().instance().id()).isEqualTo(ID);
    }

    static Stream<Arguments> unlike() {
        return Stream.of(
                row("sub is no SPIFFE id", b -> named(b, "planner")),
                row("sub is no SPIFFE id", b -> named(b, "spiffe://example.org/agent/../planner")),
                row("sub is no SPIFFE id", b -> named(b, "spiffe://example.org")),
                row("sub is not what", b -> b.jwt.with("sub", "spiffe://example.com/agent/planner")),
                row(
                        "sub is not what",
                        b -> b.profile(AgentAttributes.ATTESTED_SUBJECT, "spiffe://example.org/other/*")),
                row("trust domain", b -> b.settings.issuer = Optional.of("spiffe://example.com")),
                row("trust domain", b -> b.settings.issuer = Optional.of("spiffe://example.or")),
                row("another issuer", b -> {
                    b.settings.issuer = Optional.of("https://spire.example.org");
                    b.jwt.with("iss", "https://spire.example.com");
                }),
                row("may not have", b -> b.jwt.header.put("jku", "https://evil.example/keys")),
                row("may not have", b -> b.jwt.header.put("x5c", List.of("MIIB"))),
                row("may not have", b -> b.jwt.header.put("jwk", Map.of("kty", "EC"))),
                row("header that is not allowed", b -> b.jwt.header.put("crit", List.of("x"))),
                row("typ is not JOSE or JWT", b -> b.jwt.header.put("typ", "wit+jwt")),
                row("typ is not JOSE or JWT", b -> b.jwt.header.put("typ", "jwt")),
                row("x5c is not a list", b -> b.jwt.header.put("x5c", "MIIB")),
                row("aud is not this realm", b -> b.jwt.with("aud", List.of(Bench.REALM, "https://api.example"))),
                row("aud is not this realm", b -> b.jwt.with("aud", List.of())),
                row("aud is not a string", b -> b.jwt.with("aud", 7)),
                row("exp is missing", b -> b.jwt.claims.remove("exp")),
                row("issues other evidence", b -> b.settings.format = Format.OIDC),
                row("issues other evidence", b -> b.settings.format = Format.WIT_SVID));
    }

    @ParameterizedTest(name = "{0} {index}")
    @MethodSource("unlike")
    void refusesWhatIsWrong(String reason, Consumer<BearerBench> change) {
        bench.refuses(change, reason);
    }

    @Test
    void comesAsItsOwnTypeOfAssertion() {
        assertThat(Carrier.ofAssertion("urn:ietf:params:oauth:client-assertion-type:jwt-spiffe"))
                .contains(Format.JWT_SVID.carrier());
        assertThat(Carrier.ofAssertion("urn:ietf:params:oauth:client-assertion-type:jwt-bearer"))
                .contains(Format.OIDC.carrier());
        assertThat(Carrier.ofAssertion("")).isEmpty();
    }

    private static Arguments row(String reason, Consumer<BearerBench> change) {
        return arguments(reason, change);
    }

    private static void named(BearerBench bench, String subject) {
        bench.jwt.with("sub", subject);
        bench.profile(AgentAttributes.ATTESTED_SUBJECT, subject);
    }
}
