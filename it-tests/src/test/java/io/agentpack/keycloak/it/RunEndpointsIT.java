package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_READ;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.agentScope;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentpack.keycloak.it.kit.Http;
import io.agentpack.keycloak.it.kit.Reply;
import io.agentpack.keycloak.it.kit.oauth.AgentInstance;
import io.agentpack.keycloak.it.kit.oauth.Tokens;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Keycloak;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What agents and people may ask of their own runs, and what is answered to everybody and everything else. */
class RunEndpointsIT {
    private static TestRealm realm;

    private final AgentInstance planner = realm.instanceOf("planner");
    private final AgentInstance researcher = realm.instanceOf("researcher");
    private String human;
    private String parent;
    private String child;

    @BeforeAll
    static void prepare() {
        realm = TestRealm.in(Keycloak.shared(), "run-endpoints")
                .agent(AgentSpec.delegated("planner")
                        .with("agent.delegates", "researcher")
                        .with("agent.delegation.max-depth", "1"))
                .agent(AgentSpec.delegated("researcher"))
                .create();
    }

    @BeforeEach
    void start() {
        human = realm.humanToken(realm.alice(), agentScope("planner"), CALENDAR_READ);
        parent = realm.tokens().exchange(planner).subject(human).accessToken();
        child = realm.tokens().exchange(researcher).subject(parent).accessToken();
    }

    @Test
    void anAgentSeesItsRunAndWhatHangsUnderItAndNothingElse() {
        Reply own = realm.runs(parent).get(run(parent)).expect(200);
        String other = realm.tokens().exchange(planner).subject(human).accessToken();

        assertThat(own.string("id")).isEqualTo(run(parent));
        assertThat(own.body().path("descendants").findValuesAsText("id")).containsExactly(run(child));
        assertThat(realm.runs(parent).get(run(child)).expect(200).body().path("descendants"))
                .isEmpty();
        assertThat(realm.runs(child).get(run(parent)).status()).isEqualTo(404);
        assertThat(realm.runs(parent).get(run(other)).status()).isEqualTo(404);
        assertThat(realm.runs(parent).get("nothing").status()).isEqualTo(404);
        assertThat(realm.runs(human).get(run(parent)).status()).isEqualTo(401);
    }

    @Test
    void anAgentEndsItsOwnRunOnly() {
        assertThat(realm.runs(child).complete(run(parent)).status()).isEqualTo(404);
        assertThat(realm.runs(parent).complete(run(child)).status()).isEqualTo(404);
        assertThat(realm.runs(human).revoke(run(parent)).status()).isEqualTo(401);

        realm.runs(child).complete(run(child), "x".repeat(1024)).expect(204);

        assertThat(realm.runs(child).complete(run(child)).status())
                .as("a token of a run that is over is no token")
                .isEqualTo(401);
    }

    @Test
    void aSenderConstrainedTokenNeedsItsProofHereToo() {
        String bound = realm.tokens()
                .exchange(request -> {
                    planner.authenticate(request);
                    planner.dpopProof().authenticate(request);
                })
                .subject(human)
                .accessToken();
        URI complete = URI.create(realm.issuer() + "/agents/runs/" + run(bound) + "/complete");

        assertThat(realm.runs(bound).complete(run(bound)).status()).isEqualTo(401);
        Reply proven = Http.send(Http.request(complete)
                .header("Authorization", "DPoP " + bound)
                .header("DPoP", boundProof(complete, bound))
                .POST(BodyPublishers.noBody()));
        assertThat(proven.status()).as(proven.toString()).isEqualTo(204);
    }

    @Test
    void aPersonSeesAndStopsTheirOwn() {
        String bobs = realm.humanToken(realm.bob());

        assertThat(realm.runs(human).mine().expect(200).body().findValuesAsText("id"))
                .contains(run(parent), run(child));
        assertThat(realm.runs(bobs).mine().expect(200).body()).isEmpty();
        assertThat(realm.runs(bobs).revokeMine(run(parent)).status()).isEqualTo(404);
        assertThat(realm.runs(human).revokeMine("nothing").status()).isEqualTo(404);
        assertThat(realm.runs(parent).mine().status())
                .as("an agent is not the person")
                .isEqualTo(401);
        assertThat(realm.runs(parent).revokeMine(run(parent)).status()).isEqualTo(401);
        assertThat(my("GET", "/runs?max=x", human).status()).isEqualTo(400);
        assertThat(my("GET", "/runs?max=1", human).expect(200).body()).hasSize(1);

        realm.runs(human).revokeMine(run(parent)).expect(204);

        assertThat(realm.runs(human).revokeMine(run(parent)).status()).isEqualTo(409);
        assertThat(realm.runs(human).revokeMine(run(child)).status()).isEqualTo(409);
    }

    @Test
    void whoeverBringsNoTokenIsNobody() {
        String run = "/agents/runs/" + run(parent);
        for (String path : new String[] {run + "/complete", run + "/revoke", "/agents/my/runs/x/revoke"}) {
            for (String token : new String[] {"", "nonsense", "a.b.c", "eyJhbGciOiJub25lIn0.e30."}) {
                assertThat(post(path, token, "application/json", "{}").status())
                        .as(path + " " + token)
                        .isEqualTo(401);
            }
            assertThat(Http.send(Http.request(URI.create(realm.issuer() + path)).POST(BodyPublishers.noBody()))
                            .status())
                    .as(path)
                    .isEqualTo(401);
        }
        assertThat(Http.get(URI.create(realm.issuer() + run)).status()).isEqualTo(401);
        assertThat(Http.get(URI.create(realm.issuer() + "/agents/my/runs")).status())
                .isEqualTo(401);
    }

    @Test
    void strangeBodiesAreRefusedAndEndNothing() {
        String path = "/agents/runs/" + run(parent) + "/complete";
        String[] bodies = {
            "{",
            "[]",
            "null",
            "1",
            "{} {}",
            "{\"reason\":{}}",
            "{\"reason\":\"" + "x".repeat(1025) + "\"}",
            "{\"reason\":\"\\u0000\"}",
            "{\"reason\":\"a\",\"reason\":\"b\"}",
            "[".repeat(100_000),
            "{\"reason\":\"" + "x".repeat(3_000_000) + "\"}"
        };
        for (String body : bodies) {
            assertThat(post(path, parent, "application/json", body).status())
                    .as(body.substring(0, Math.min(30, body.length())))
                    .isEqualTo(400);
        }
        for (String type : new String[] {
            "application/x-www-form-urlencoded", "text/plain", "application/xml", "multipart/form-data; boundary=x"
        }) {
            assertThat(post(path, parent, type, "reason=x").status()).as(type).isBetween(400, 415);
        }
        for (String id : new String[] {"%00", "x".repeat(5000), "%2e%2e", "%F0%9F%A4%96"}) {
            assertThat(post("/agents/runs/" + id + "/complete", parent, "application/json", "{}")
                            .status())
                    .as(id)
                    .isBetween(400, 414);
        }
        assertThat(realm.runs(parent).get(run(parent)).expect(200).string("state"))
                .isEqualTo("active");
    }

    @Test
    void aTypeThatIsNoneIsAnsweredAsKeycloakAnswersItAndEndsNothing() {
        // A filter of Keycloak's own, for all of its endpoints, reads the type when it adds headers to the answer.
        for (String type : new String[] {"nonsense", ";", "a/b/c"}) {
            int keycloaks = post("/account", human, type, "{}").status();
            for (String path : new String[] {"/agents/runs/" + run(parent) + "/complete", "/agents/my/runs/x/revoke"}) {
                assertThat(post(path, parent, type, "{}").status())
                        .as(path + " " + type)
                        .isEqualTo(keycloaks);
            }
        }
        assertThat(realm.runs(parent).get(run(parent)).expect(200).string("state"))
                .isEqualTo("active");
    }

    private String boundProof(URI url, String token) {
        return planner.dpop("POST", url).claim("ath", accessTokenHash(token)).sign();
    }

    private static String accessTokenHash(String token) {
        try {
            byte[] hash = java.security.MessageDigest.getInstance("SHA-256")
                    .digest(token.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            return java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Reply my(String method, String path, String token) {
        return Http.bearer(method, URI.create(realm.issuer() + "/agents/my" + path), token, null);
    }

    private static Reply post(String path, String token, String type, String body) {
        HttpRequest.Builder request = Http.request(URI.create(realm.issuer() + path))
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body));
        return Http.send(request);
    }

    private static String run(String token) {
        return Tokens.claims(token).at("/run/id").asText();
    }
}
