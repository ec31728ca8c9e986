package io.agentpack.keycloak.authenticator.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.nimbusds.jose.jwk.JWK;
import io.agentpack.keycloak.authenticator.attester.Attester;
import io.agentpack.keycloak.authenticator.attester.AttesterSettings;
import io.agentpack.keycloak.authenticator.attester.Format;
import io.agentpack.keycloak.authenticator.jose.Algorithms;
import io.agentpack.keycloak.authenticator.jose.Forge;
import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.RefusedException;
import io.agentpack.keycloak.domain.agent.AgentAttributes;
import io.agentpack.keycloak.domain.agent.AgentProfile;
import io.agentpack.keycloak.domain.agent.ClaimRule;
import io.agentpack.keycloak.domain.authority.Environment;
import io.agentpack.keycloak.domain.authority.Locality;
import io.agentpack.keycloak.domain.authority.Scopes;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An agent, its attester and evidence that is right until a test changes it. */
final class Bench {
    static final Instant NOW = Instant.ofEpochSecond(1_795_000_000);
    static final String REALM = "https://id.example/realms/lab";
    static final JWK ATTESTER_KEY = Forge.key("ES256", "a1");
    static final JWK INSTANCE_KEY = Forge.key("ES256", "i1");

    private Bench() {}

    static AgentProfile agent(String... attributes) {
        Map<String, String> map =
                new HashMap<>(Map.of(AgentAttributes.AUTHORITY, "delegated", AgentAttributes.ATTESTERS, "lab"));
        for (int i = 0; i < attributes.length; i += 2) {
            map.put(attributes[i], attributes[i + 1]);
        }
        return AgentProfile.read("planner", map::get);
    }

    static Attester attester(JWK... keys) {
        return attester(settings -> {}, keys);
    }

    static Attester attester(Consumer<Settings> change, JWK... keys) {
        Settings settings = new Settings();
        change.accept(settings);
        List<JWK> known = keys.length == 0 ? List.of(ATTESTER_KEY.toPublicJWK()) : List.of(keys);
        return new Attester(settings.toSettings(), hint -> known.stream()
                .map(JWK::toPublicJWK)
                .filter(key -> hint.keyId()
                        .map(value -> value.equals(key.getKeyID())).orElse(true))
                .toList());
    }

    static Jwt attestation() {
        Jwt jwt = new Jwt(ATTESTER_KEY, ClientAttestationRules.TYPE);
        jwt.claims.put("sub", "planner");
        jwt.claims.put("iat", NOW.getEpochSecond() - 5);
        jwt.claims.put("exp", NOW.getEpochSecond() + 295);
        jwt.claims.put("cnf", Map.of("jwk", INSTANCE_KEY.toPublicJWK().toJSONObject()));
        return jwt;
    }

    static Jwt proof() {
        Jwt jwt = new Jwt(INSTANCE_KEY, VerifyPossession.TYPE);
        jwt.claims.put("aud", REALM);
        jwt.claims.put("jti", "proof-1");
        jwt.claims.put("iat", NOW.getEpochSecond() - 1);
        return jwt;
    }

    static Attestation verify(Jwt jwt, AgentProfile agent, Attester attester) {
        return VerifyAttestation.verify(jwt.sign(), agent, List.of(attester), NOW);
    }

    static void assertRefused(Refusal refusal, String reason, Jwt jwt, AgentProfile agent, Attester attester) {
        assertThatThrownBy(() -> verify(jwt, agent, attester))
                .asInstanceOf(type(RefusedException.class))
                .satisfies(refused -> {
                    assertThat(refused.refusal()).isEqualTo(refusal);
                    assertThat(refused.reason()).contains(reason);
                });
    }

    static Set<ClaimRule> rules(String... texts) {
        return Stream.of(texts)
                .map(text -> ClaimRule.parse(text).orElseThrow())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** A JWT in the making. */
    static final class Jwt {
        final Map<String, Object> header = new HashMap<>();
        final Map<String, Object> claims = new HashMap<>();
        JWK key;

        Jwt(JWK key, String type) {
            header.put("typ", type);
            header.put("alg", "ES256");
            signedWith(key);
        }

        Jwt signedWith(JWK newKey) {
            key = newKey;
            header.put("kid", newKey.getKeyID());
            return this;
        }

        Jwt with(String claim, Object value) {
            claims.put(claim, value);
            return this;
        }

        String sign() {
            return Forge.jwt(header, claims, key);
        }
    }

    /** The settings of an attester in the making. */
    static final class Settings {
        String name = "lab";
        boolean enabled = true;
        Optional<String> issuer = Optional.empty();
        Optional<String> audience = Optional.empty();
        Set<String> algorithms = Set.copyOf(Algorithms.NAMES);
        Set<Environment> environments = Set.of(Environment.DEVELOPMENT);
        Set<Locality> localities = Set.of(Locality.REMOTE);
        Optional<String> instanceClaim = Optional.empty();
        Optional<String> runClaim = Optional.empty();
        Format format = Format.CLIENT_ATTESTATION;
        Set<ClaimRule> requiredClaims = Set.of();
        Set<ClaimRule> expectedClaims = Set.of();
        Optional<Scopes> reducedScopes = Optional.empty();
        boolean pullRequests;
        List<String> problems = List.of();

        AttesterSettings toSettings() {
            return new AttesterSettings(
                    name,
                    enabled,
                    format,
                    issuer,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    audience,
                    algorithms,
                    environments,
                    localities,
                    instanceClaim,
                    runClaim,
                    requiredClaims,
                    expectedClaims,
                    reducedScopes,
                    pullRequests,
                    problems);
        }
    }
}
