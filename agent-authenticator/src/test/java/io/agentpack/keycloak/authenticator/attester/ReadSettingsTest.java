package io.agentpack.keycloak.authenticator.attester;

import static io.agentpack.keycloak.authenticator.attester.AttesterSettings.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import io.agentpack.keycloak.authenticator.jose.Algorithms;
import io.agentpack.keycloak.authenticator.jose.BadJoseException;
import io.agentpack.keycloak.authenticator.jose.Forge;
import io.agentpack.keycloak.domain.agent.ClaimRule;
import io.agentpack.keycloak.domain.authority.Environment;
import io.agentpack.keycloak.domain.authority.Locality;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        assertThat(settings.requiredClaims()).containsExactly(rule("team=red"), rule("path=a=b"));
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                arguments("needs a name", "", Map.of(JWKS, List.of(KEYS))),
                arguments("needs a name", "a##b", Map.of(JWKS, List.of(KEYS))),
                arguments("one of them", "lab", Map.of()),
                arguments("one of them", "lab", Map.of(JWKS, List.of(KEYS), JWKS_URL, List.of("https://x"))),
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
                arguments("format must be", "lab", with(FORMAT, "saml")),
                arguments("One of the algorithms", "lab", with(ALGORITHMS, "HS256")),
                arguments("One of the localities", "lab", with(LOCALITIES, "moon")),
                arguments("One of the environments", "lab", with(ENVIRONMENTS, "Prod uction")),
                arguments("claim=value", "lab", with(REQUIRED_CLAIMS, "team")),
                arguments("claim=value", "lab", with(REQUIRED_CLAIMS, "=red")),
                arguments("claim=value", "lab", with(EXPECTED_CLAIMS, "binary_id")),
                arguments("one of them", "lab", with(TRUST_ANCHORS, "x")),
                arguments("not certificates", "lab", Map.of(TRUST_ANCHORS, List.of("-----BEGIN CERTIFICATE-----"))),
                arguments("not certificates in PEM", "lab", Map.of(TRUST_ANCHORS, List.of("nothing of the kind"))),
                arguments("needs an issuer", "lab", with(FORMAT, "oidc")),
                arguments("needs an issuer", "lab", with(FORMAT, "kubernetes")),
                arguments("needs an issuer", "lab", with(FORMAT, "github-actions")),
                arguments("no key that verifies jwt-svids", "lab", with(FORMAT, "jwt-svid")),
                arguments("no key that verifies wit-svids", "lab", with(FORMAT, "wit-svid")),
                arguments("no kid", "lab", bundle("jwt-svid", KEYS.replace("\"kid\"", "\"k\""))),
                arguments("One of the algorithms", "lab", with(bundle("jwt-svid", KEYS), ALGORITHMS, "EdDSA")),
                arguments("has no audience", "lab", with(bundle("wit-svid", KEYS), AUDIENCE, "https://id.example")),
                arguments("takes no trust anchors", "lab", platform("kubernetes", TRUST_ANCHORS, "x")),
                arguments("knows no pull requests", "lab", platform("kubernetes", PULL_REQUESTS, "true")),
                arguments("only vouch for remote", "lab", platform("github-actions", LOCALITIES, "local")),
                arguments("API server", "lab", platform("kubernetes", AUDIENCE, "https://issuer.example")),
                arguments(
                        "API server", "lab", platform("kubernetes", AUDIENCE, "https://kubernetes.default.svc")),
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

    @Test
    void aBundleAndAnOrdinarySetMayHoldKeysForOthers() throws BadJoseException {
        String others = KEYS.replace(
                "{\"keys\":[",
                "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-521\",\"x\":\"AA\",\"y\":\"AA\"},"
                        + "{\"use\":\"x509-svid\",\"kty\":\"RSA\",\"n\":\"AA\",\"e\":\"AQAB\"},");

        assertThat(TrustedKeys.read(others, Optional.empty()).keys()).hasSize(1);
        assertThat(TrustedKeys.read(
                                others.replace("{\"kty\":\"EC\",\"crv\":\"P-256", "{\"use\":\"wit-svid\",\"kty\":\"EC\",\"crv\":\"P-256"),
                                Optional.of("wit-svid"))
                        .keys())
                .hasSize(1);
        assertThat(read("lab", bundle("jwt-svid", KEYS)).problems()).isEmpty();
    }

    @Test
    void platformsAreKnownByTheirIssuer() {
        for (String format : List.of("kubernetes", "github-actions", "oidc")) {
            assertThat(read("lab", platform(format, ENABLED, "true")).problems()).isEmpty();
        }
    }

    private static ClaimRule rule(String text) {
        return ClaimRule.parse(text).orElseThrow();
    }

    private static Map<String, List<String>> bundle(String use, String keys) {
        return Map.of(
                FORMAT, List.of(use), JWKS, List.of(keys.replace("{\"kty", "{\"use\":\"" + use + "\",\"kty")));
    }

    private static Map<String, List<String>> platform(String format, String setting, String value) {
        return with(
                Map.of(FORMAT, List.of(format), ISSUER, List.of("https://issuer.example"), JWKS, List.of(KEYS)),
                setting,
                value);
    }

    private static Map<String, List<String>> with(
            Map<String, List<String>> settings, String setting, String... values) {
        Map<String, List<String>> more = new HashMap<>(settings);
        more.put(setting, List.of(values));
        return more;
    }

    private static Map<String, List<String>> with(String setting, String... values) {
        return Map.of(JWKS, List.of(KEYS), setting, List.of(values));
    }

    private static AttesterSettings read(String name, Map<String, List<String>> config) {
        return new ReadSettings(name, config::get, false).read();
    }
}
