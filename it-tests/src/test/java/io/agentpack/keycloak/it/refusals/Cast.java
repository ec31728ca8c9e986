package io.agentpack.keycloak.it.refusals;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.agentpack.keycloak.it.Platforms;
import io.agentpack.keycloak.it.kit.Json;
import io.agentpack.keycloak.it.kit.Reply;
import io.agentpack.keycloak.it.kit.oauth.AgentInstance;
import io.agentpack.keycloak.it.kit.oauth.Attester;
import io.agentpack.keycloak.it.kit.oauth.Platform;
import io.agentpack.keycloak.it.kit.oauth.SigningKey;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Keycloak;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The realm of the tables: agents, and those who vouch for them. */
final class Cast {
    static final String AUDIENCE = "https://evidence.example.org";
    static final String LAPTOP = "spiffe://acme.example/agent/laptop";

    final Attester retired = Attester.named("retired");
    final Attester audited = Attester.named("audited");
    final Attester staging = Attester.named("staging");
    final Attester devices = Attester.named("devices");
    final Attester broker = new Attester("broker", "wib:acme.example", SigningKey.fresh());
    final RSAKey rsa = rsaKey();
    final Platform cluster = Platforms.cluster();
    final Platform github = Platforms.github();
    final Platform spire = Platforms.spire();
    final Platform sandbox = Platforms.sandbox();
    final TestRealm realm;
    final AgentInstance nightly;
    /** Alice's tokens. */
    final Reply signedIn;

    Cast() {
        realm = TestRealm.in(Keycloak.shared(), "evidence-refusals")
                .agent(AgentSpec.bounded("nightly", "bob"))
                .agent(AgentSpec.bounded("other", "bob"))
                .agent(AgentSpec.bounded("prod", "bob").with("agent.environment", "production"))
                .agent(AgentSpec.bounded("picky", "bob").with("agent.required-claims", "team=blue", "device.os=linux"))
                .agent(AgentSpec.bounded("challenged", "bob").with("agent.challenge", "required"))
                .agent(AgentSpec.bounded("bound", "bob").with("agent.sender-constrained", "true"))
                .agent(by("retired", "vouched-by-retired"))
                .agent(by("audited", "audited-agent"))
                .agent(by("staging", "in-development"))
                .agent(by("devices", "on-no-device"))
                .agent(by("rsa", "by-rsa"))
                .agent(by("broker", "laptop").with("agent.locality", "local").with("agent.attested-subject", LAPTOP))
                .agent(by("cluster", "in-pod").with("agent.attested-subject", Platforms.POD))
                .agent(by("github", "in-workflow")
                        .with("agent.attested-subject", Platforms.WORKFLOW)
                        .with("agent.required-claims", "repository_id=74", "environment=nightly"))
                .agent(by("spire", "with-svid").with("agent.attested-subject", Platforms.SVID))
                .agent(by("sandbox", "in-sandbox").with("agent.attested-subject", "sandbox-9"))
                .create();
        trust(retired.component(Map.of("enabled", List.of("false"))));
        trust(audited.component(Map.of(
                "audience", List.of(AUDIENCE),
                "requiredClaims", List.of("build=*"),
                "instanceClaim", List.of("device.id"),
                "runClaim", List.of("job"))));
        trust(staging.component(Map.of("environments", List.of("staging"))));
        trust(devices.component(Map.of("localities", List.of("local"))));
        trust(broker.component(Map.of(
                "localities", List.of("local"),
                "expectedClaims", List.of("attest_methods=user_gesture"))));
        trust(new Attester("rsa", "https://rsa.example.org", SigningKey.fresh())
                .component(Map.of(
                        "jwks",
                        List.of(Json.write(
                                Map.of("keys", List.of(rsa.toPublicJWK().toJSONObject())))),
                        "algorithms",
                        List.of("RS256", "PS256"))));
        for (Platform platform : List.of(cluster, github, spire, sandbox)) {
            trust(platform.component(Map.of()));
        }
        realm.admin().clients().disable("other");
        nightly = realm.instanceOf("nightly");
        signedIn = realm.signIn(realm.alice());
    }

    static long now() {
        return Instant.now().getEpochSecond();
    }

    private void trust(Map<String, Object> component) {
        realm.admin().components().create(component).expect(201);
    }

    private static AgentSpec by(String attester, String agent) {
        return AgentSpec.bounded(agent, "bob").with("agent.attesters", attester);
    }

    private static RSAKey rsaKey() {
        try {
            return new RSAKeyGenerator(2048).keyID("rsa-1").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
