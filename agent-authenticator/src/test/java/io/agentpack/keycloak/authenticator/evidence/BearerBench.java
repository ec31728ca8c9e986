package io.agentpack.keycloak.authenticator.evidence;

import static io.agentpack.keycloak.authenticator.evidence.Bench.ATTESTER_KEY;
import static io.agentpack.keycloak.authenticator.evidence.Bench.NOW;
import static io.agentpack.keycloak.authenticator.evidence.Bench.REALM;
import static io.agentpack.keycloak.authenticator.evidence.Bench.agent;
import static io.agentpack.keycloak.authenticator.evidence.Bench.attester;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.nimbusds.jose.jwk.JWK;
import io.agentpack.keycloak.authenticator.attester.Attester;
import io.agentpack.keycloak.authenticator.attester.Format;
import io.agentpack.keycloak.authenticator.jose.BadJoseException;
import io.agentpack.keycloak.authenticator.jose.Forge;
import io.agentpack.keycloak.authenticator.jose.StrictJson;
import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.RefusedException;
import io.agentpack.keycloak.domain.agent.AgentAttributes;
import io.agentpack.keycloak.domain.agent.AgentProfile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** One kind of bearer evidence, the agent and the attester that go with it; right until a test changes it. */
final class BearerBench {
    static final JWK SHOWN_KEY = Forge.key("ES256", "shown");

    final Format format;
    final Bench.Jwt jwt = new Bench.Jwt(ATTESTER_KEY, "JWT").with("aud", REALM);
    final Bench.Settings settings = new Bench.Settings();
    private String[] profile = {};

    BearerBench(Format format, Map<String, Object> claims) {
        this.format = format;
        settings.format = format;
        settings.issuer = Optional.ofNullable((String) claims.get("iss"));
        jwt.claims.putAll(claims);
        jwt.with("aud", REALM)
                .with("iat", NOW.getEpochSecond() - 5)
                .with("nbf", NOW.getEpochSecond() - 5)
                .with("exp", NOW.getEpochSecond() + 295);
        profile(AgentAttributes.ATTESTED_SUBJECT, (String) claims.get("sub"));
    }

    /** A claim set from the documentation of the platform. */
    static Map<String, Object> recorded(String name) {
        try (InputStream json = BearerBench.class.getResourceAsStream("/recorded/" + name + ".json")) {
            return StrictJson.object(json.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (BadJoseException e) {
            throw new IllegalStateException(e);
        }
    }

    BearerBench profile(String... attributes) {
        String[] all = java.util.Arrays.copyOf(profile, profile.length + attributes.length);
        System.arraycopy(attributes, 0, all, profile.length, attributes.length);
        profile = all;
        return this;
    }

    Attestation verify() {
        AgentProfile agent = agent(profile);
        Attester signer = attester(made -> copy(settings, made));
        SentBearer sent = new SentBearer(format.carrier(), jwt.sign());
        return VerifyBearer.verify(sent, key(), agent, List.of(signer), REALM, NOW);
    }

    void refuses(Consumer<BearerBench> change, String reason) {
        refuses(Refusal.EVIDENCE_INVALID, change, reason);
    }

    void refuses(Refusal refusal, Consumer<BearerBench> change, String reason) {
        change.accept(this);
        assertThatThrownBy(this::verify)
                .asInstanceOf(type(RefusedException.class))
                .satisfies(refused -> {
                    org.assertj.core.api.Assertions.assertThat(refused.reason()).contains(reason);
                    org.assertj.core.api.Assertions.assertThat(refused.refusal())
                            .isEqualTo(refusal);
                });
    }

    static InstanceKey key() {
        try {
            return InstanceKey.of(SHOWN_KEY.toPublicJWK().toJSONObject());
        } catch (BadJoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void copy(Bench.Settings from, Bench.Settings to) {
        to.format = from.format;
        to.enabled = from.enabled;
        to.issuer = from.issuer;
        to.audience = from.audience;
        to.algorithms = from.algorithms;
        to.environments = from.environments;
        to.localities = from.localities;
        to.instanceClaim = from.instanceClaim;
        to.runClaim = from.runClaim;
        to.requiredClaims = from.requiredClaims;
        to.expectedClaims = from.expectedClaims;
        to.reducedScopes = from.reducedScopes;
        to.pullRequests = from.pullRequests;
    }
}
