package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.kit.realm.TestRealm.MAIL_SEND;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import io.agentpack.keycloak.it.kit.Eventually;
import io.agentpack.keycloak.it.kit.Json;
import io.agentpack.keycloak.it.kit.Reply;
import io.agentpack.keycloak.it.kit.oauth.AgentInstance;
import io.agentpack.keycloak.it.kit.oauth.Attester;
import io.agentpack.keycloak.it.kit.oauth.CertifiedKey;
import io.agentpack.keycloak.it.kit.oauth.ClientAuthentication;
import io.agentpack.keycloak.it.kit.oauth.SigningKey;
import io.agentpack.keycloak.it.kit.oauth.Tokens;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Keycloak;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An attester comes, changes its keys, and goes; with it go the runs that it vouched for. */
class AttesterLifeCycleIT {
    private static TestRealm realm;

    @BeforeAll
    static void prepare() {
        realm = TestRealm.in(Keycloak.shared(), "attesters")
                .agent(AgentSpec.bounded("nightly", "bob").with("agent.attesters", "acme", "second"))
                .create();
    }

    @Test
    void deletedItTakesItsRunsAlong() {
        Attester second = trusted(Attester.named("second"));
        String itsRun = run(second);
        String anothers = run(realm.attester());

        realm.admin().components().delete("second");

        assertOver(itsRun);
        assertThat(active(anothers)).isTrue();
        trusted(second);
        assertThat(active(itsRun)).as("a namesake revives nothing").isFalse();
        realm.admin().components().delete("second");
    }

    @Test
    void renamedItIsAnother() {
        Attester second = trusted(Attester.named("second"));
        String itsRun = run(second);

        rename("second", "third");
        assertThat(realm.tokens()
                        .clientCredentials(second.instanceOf("nightly"), MAIL_SEND)
                        .error())
                .isEqualTo("invalid_client_attestation");
        rename("third", "second");

        assertOver(itsRun);
        assertThat(active(run(second))).isTrue();
        realm.admin().components().delete("second");
    }

    @Test
    void takenFromTheAgentItTakesItsRunsAlong() {
        Attester second = trusted(Attester.named("second"));
        String itsRun = run(second);

        realm.admin().clients().setAttributes("nightly", Map.of("agent.attesters", "acme"));
        realm.admin().clients().setAttributes("nightly", Map.of("agent.attesters", "acme##second"));

        assertThat(active(itsRun)).isFalse();
        assertThat(stateOf(itsRun).path("cause").asText()).isEqualTo("agent_changed");
        realm.admin().components().delete("second");
    }

    @Test
    void itsKeysChangeWithoutAnybodyNoticing() throws IOException {
        Attester first = Attester.named("second");
        Attester next = new Attester("second", first.issuer(), SigningKey.fresh());
        AtomicReference<String> published = new AtomicReference<>(first.jwks());
        AtomicInteger fetches = new AtomicInteger();
        HttpServer keys = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        keys.createContext("/jwks", request -> {
            fetches.incrementAndGet();
            byte[] body = published.get().getBytes(StandardCharsets.UTF_8);
            request.sendResponseHeaders(200, body.length);
            request.getResponseBody().write(body);
            request.close();
        });
        keys.start();
        try {
            URI url = realm.server().urlOfLocal(keys.getAddress().getPort(), "/jwks");
            Assumptions.assumeTrue(url.getHost().equals("127.0.0.1"), "a container can't reach loopback by plain http");
            Map<String, Object> component = first.component();
            component.put("config", with(component, "jwksUrl", url.toString()));
            realm.admin().components().create(component).expect(201);
            String before = run(first);

            published.set(next.jwks());
            Reply early = realm.tokens().clientCredentials(next.instanceOf("nightly"), MAIL_SEND);
            for (int i = 0; i < 20; i++) {
                Attester stranger = new Attester("second", first.issuer(), SigningKey.fresh());
                assertThat(realm.tokens()
                                .clientCredentials(stranger.instanceOf("nightly"), MAIL_SEND)
                                .error())
                        .isEqualTo("invalid_client_attestation");
            }
            assertThat(fetches.get()).as("strangers' keys make no stampede").isLessThanOrEqualTo(2);
            String after = early.status() == 200 ? early.accessToken() : eventually(next);

            assertThat(active(before)).isTrue();
            assertThat(active(after)).isTrue();
            assertThat(realm.tokens()
                            .clientCredentials(first.instanceOf("nightly"), MAIL_SEND)
                            .error())
                    .isEqualTo("invalid_client_attestation");
        } finally {
            keys.stop(0);
        }
        realm.admin().components().delete("second");
    }

    @Test
    void aKeyThatItsAuthorityCertifiesWorksAtOnce(@TempDir Path one, @TempDir Path another) {
        CertifiedKey certified = CertifiedKey.make(one);
        CertifiedKey stranger = CertifiedKey.make(another);
        Attester second = Attester.named("second");
        Map<String, Object> component = second.component();
        component.put("config", with(component, "trustAnchors", certified.authority()));
        realm.admin().components().create(component).expect(201);
        AgentInstance instance = second.instanceOf("nightly");

        realm.tokens().clientCredentials(signed(instance, certified), MAIL_SEND).expect(200);
        new Watched(realm).refuses(400, "invalid_client_attestation", "CLIENT_LOGIN_ERROR", () -> realm.tokens()
                .clientCredentials(signed(instance, stranger), MAIL_SEND));
        assertThat(realm.admin()
                        .events()
                        .last("CLIENT_LOGIN_ERROR")
                        .at("/details/reason")
                        .asText())
                .contains("not issued by the attester's authority");
        realm.admin().components().delete("second");
    }

    private static ClientAuthentication signed(AgentInstance instance, CertifiedKey by) {
        return instance.presenting(
                jwt -> jwt.withoutHeader("kid").header("x5c", by.chain()).signedBy(by.key()), UnaryOperator.identity());
    }

    private static String eventually(Attester attester) {
        return Eventually.get("the new key", Duration.ofSeconds(20), () -> {
            Reply reply = realm.tokens().clientCredentials(attester.instanceOf("nightly"), MAIL_SEND);
            return reply.status() == 200 ? Optional.of(reply.accessToken()) : Optional.empty();
        });
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> with(Map<String, Object> component, String setting, String value) {
        Map<String, Object> config = new LinkedHashMap<>((Map<String, Object>) component.get("config"));
        config.remove("jwks");
        config.put(setting, List.of(value));
        return config;
    }

    private static Attester trusted(Attester attester) {
        realm.admin().components().create(attester.component()).expect(201);
        return attester;
    }

    private static void rename(String from, String to) {
        ObjectNode component = (ObjectNode) realm.admin().components().find(from);
        component.put("name", to);
        realm.admin()
                .put("/components/" + component.get("id").asText(), Json.parse(component.toString()))
                .expect(204);
    }

    private static String run(Attester attester) {
        return realm.tokens()
                .clientCredentials(attester.instanceOf("nightly"), MAIL_SEND)
                .expect(200)
                .accessToken();
    }

    private static void assertOver(String token) {
        assertThat(active(token)).isFalse();
        assertThat(stateOf(token).path("cause").asText()).isEqualTo("attester_withdrawn");
    }

    private static JsonNode stateOf(String token) {
        return realm.admin()
                .agents()
                .run(Tokens.claims(token).at("/run/id").asText())
                .expect(200)
                .body();
    }

    private static boolean active(String token) {
        return realm.tokens()
                .introspect(realm.mailApi(), token)
                .expect(200)
                .body()
                .path("active")
                .asBoolean();
    }
}
