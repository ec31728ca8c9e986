package io.agentpack.keycloak.authenticator.attester;

import static io.agentpack.keycloak.authenticator.attester.AttesterSettings.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import io.agentpack.keycloak.authenticator.jose.Algorithms;
import io.agentpack.keycloak.authenticator.jose.Forge;
import io.agentpack.keycloak.domain.authority.Environment;
import io.agentpack.keycloak.domain.authority.Locality;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReadSettingsTest {
    private static final JWK KEY = Forge.key("ES256", "k");
    private static final String KEYS = new JWKSet(KEY).toString();
    private static final String PRIVATE_KEYS = new JWKSet(KEY).toString(false);
    private static final String WEAK_KEYS = new JWKSet(Forge.rsa(1024)).toString();

    @Test
    void whatIsNotSaidHasADefault() {
        AttesterSettings settings = read("lab", Map.of(JWKS, List.of(KEYS)));

        assertThat(settings.problems()).isEmpty();
        assertThat(settings.isUsable()).isTrue();
        assertThat(settings.algorithms()).containsExactlyElementsOf(Algorithms.NAMES);
        assertThat(settings.environments()).containsExactly(Environment.DEVELOPMENT);
        assertThat(settings.localities()).containsExactly(Locality.REMOTE);
        assertThat(settings.issuer()).isEmpty();
    }

    @Test
    void readsWhatIsSaid() {
        Map<String, List<String>> config = new HashMap<>(Map.of(
                JWKS_URL, List.of("https://lab.example/keys"),
                ISSUER, List.of(" https://lab.example "),
                ENABLED, List.of("false"),
                ALGORITHMS, List.of("ES256", "EdDSA"),
                ENVIRONMENTS, List.of("production", "staging"),
                LOCALITIES, List.of("remote", "local"),
                REQUIRED_CLAIMS, List.of("team=red", "path=a=b"),
                JWKS, List.of("")));
        AttesterSettings settings = read("lab", config);

        assertThat(settings.problems()).isEmpty();
        assertThat(settings.enabled()).isFalse();
        assertThat(settings.isUsable()).isFalse();
        assertThat(settings.issuer()).contains("https://lab.example");
        assertThat(settings.jwksUrl()).contains(URI.create("https://lab.example/keys"));
        assertThat(settings.algorithms()).containsExactly("ES256", "EdDSA");
        assertThat(settings.requiredClaims()).isEqualTo(Map.of("team", "red", "path", "a=b"));
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                arguments("needs a name", "", Map.of(JWKS, List.of(KEYS))),
                arguments("needs a name", "a##b", Map.of(JWKS, List.of(KEYS))),
                arguments("one of the two", "lab", Map.of()),
                arguments("one of the two", "lab", Map.of(JWKS, List.of(KEYS), JWKS_URL, List.of("https://x"))),
                arguments("JWKS can not be used", "lab", Map.of(JWKS, List.of("nope"))),
                arguments("not a JWK set", "lab", Map.of(JWKS, List.of("{}"))),
                arguments("no key that verifies", "lab", Map.of(JWKS, List.of("{\"keys\":[]}"))),
                arguments("not a JSON object", "lab", Map.of(JWKS, List.of("{\"keys\":[7]}"))),
                arguments("a key is private", "lab", Map.of(JWKS, List.of(PRIVATE_KEYS))),
                arguments("symmetric", "lab", Map.of(JWKS, List.of("{\"keys\":[{\"kty\":\"oct\",\"k\":\"A\"}]}"))),
                arguments("shorter than 2048", "lab", Map.of(JWKS, List.of(WEAK_KEYS))),
                arguments(
                        "no key that verifies",
                        "lab",
                        Map.of(JWKS, List.of(KEYS.replace("{\"kty", "{\"use\":\"enc\",\"kty")))),
                arguments("must be an https", "lab", Map.of(JWKS_URL, List.of("http://x.example/k"))),
                arguments("must be an https", "lab", Map.of(JWKS_URL, List.of("http://127.0.0.1.example/k"))),
                arguments("must be an https", "lab", Map.of(JWKS_URL, List.of("https://u:p@x.example/k"))),
                arguments("must be an https", "lab", Map.of(JWKS_URL, List.of("https://x.example/k#f"))),
                arguments("must be an https", "lab", Map.of(JWKS_URL, List.of("file:///etc/passwd"))),
                arguments("must be an https", "lab", Map.of(JWKS_URL, List.of("https:///k"))),
                arguments("must be an https", "lab", Map.of(JWKS_URL, List.of("ht tp"))),
                arguments("format must be", "lab", with(FORMAT, "oidc")),
                arguments("One of the algorithms", "lab", with(ALGORITHMS, "HS256")),
                arguments("One of the localities", "lab", with(LOCALITIES, "moon")),
                arguments("One of the environments", "lab", with(ENVIRONMENTS, "Prod uction")),
                arguments("claim=value", "lab", with(REQUIRED_CLAIMS, "team")),
                arguments("claim=value", "lab", with(REQUIRED_CLAIMS, "=red")),
                arguments("claim=value", "lab", with(REQUIRED_CLAIMS, "a=1", "a=2")),
                arguments(
                        "local agent can not",
                        "lab",
                        Map.of(
                                JWKS, List.of(KEYS),
                                LOCALITIES, List.of("local"),
                                ENVIRONMENTS, List.of("production"))));
    }

    @ParameterizedTest(name = "{0} {2}")
    @MethodSource("wrong")
    void saysWhatIsWrong(String problem, String name, Map<String, List<String>> config) {
        AttesterSettings settings = read(name, config);

        assertThat(settings.problems()).anyMatch(sentence -> sentence.contains(problem));
        assertThat(settings.problems()).noneMatch(sentence -> sentence.contains("'") || sentence.contains("{"));
        assertThat(settings.isUsable()).isFalse();
    }

    @Test
    void developersMayFetchKeysFromTheirOwnMachine() {
        assertThat(JwksUrl.parse("http://localhost:9000/keys", true)).isPresent();
        assertThat(JwksUrl.parse("http://127.0.0.1/keys", true)).isPresent();
        assertThat(JwksUrl.parse("http://[::1]:1/keys", true)).isPresent();
        assertThat(JwksUrl.parse("http://localhost:9000/keys", false)).isEmpty();
        assertThat(JwksUrl.parse("http://10.0.0.1/keys", true)).isEmpty();
    }

    private static Map<String, List<String>> with(String setting, String... values) {
        return Map.of(JWKS, List.of(KEYS), setting, List.of(values));
    }

    private static AttesterSettings read(String name, Map<String, List<String>> config) {
        return new ReadSettings(name, config::get, false).read();
    }
}
