package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_READ;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.agentScope;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentpack.keycloak.it.kit.Reply;
import io.agentpack.keycloak.it.kit.oauth.AgentInstance;
import io.agentpack.keycloak.it.kit.oauth.TokenExchange;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Keycloak;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Token exchanges that must fail: each with the contract's error, an event, and an untouched ledger. */
class RefusalsIT {
    private static TestRealm realm;
    private static TestRealm elsewhere;

    @BeforeAll
    static void prepare() {
        realm = TestRealm.in(Keycloak.shared(), "refusals")
                .agent(AgentSpec.delegated("planner"))
                .agent(AgentSpec.delegated("bound").with("agent.sender-constrained", "true"))
                .create();
        elsewhere = TestRealm.in(Keycloak.shared(), "refusals-elsewhere").create();
        realm.admin().clients().update("calendar-api", Map.of("serviceAccountsEnabled", true));
    }

    @TestFactory
    List<DynamicTest> badRequests() {
        String human = human("planner");
        Map<String, Attempt> attempts = new LinkedHashMap<>();
        attempts.put("no subject token", new Attempt("invalid_request", exchange -> exchange));
        attempts.put(
                "subject token without its type",
                new Attempt("invalid_request", exchange -> exchange.param("subject_token", human)));
        attempts.put(
                "a type without a subject token",
                new Attempt(
                        "invalid_request",
                        exchange -> exchange.param("subject_token_type", TokenExchange.ACCESS_TOKEN)));
        attempts.put("an ID token as subject", new Attempt("invalid_request", exchange -> exchange.param(
                        "subject_token", human)
                .param("subject_token_type", "urn:ietf:params:oauth:token-type:id_token")));
        attempts.put("nonsense as subject", subject("invalid_request", "nonsense"));
        attempts.put("dots as subject", subject("invalid_request", "a.b.c"));
        attempts.put(
                "a changed signature", subject("invalid_request", human.substring(0, human.length() - 6) + "AAAAAA"));
        attempts.put("no signature", subject("invalid_request", human.substring(0, human.lastIndexOf('.') + 1)));
        attempts.put("an unsigned token", subject("invalid_request", unsigned(human)));
        attempts.put("a token of another realm", subject("invalid_request", elsewhere.humanToken(elsewhere.alice())));
        attempts.put(
                "the human's refresh token",
                subject("invalid_request", signedIn().string("refresh_token")));
        attempts.put(
                "the human's ID token", subject("invalid_request", signedIn().string("id_token")));
        attempts.put(
                "a service account's token",
                subject(
                        "invalid_request",
                        realm.tokens().clientCredentials(realm.calendarApi()).accessToken()));
        attempts.put(
                "a token that does not name the agent", subject("actor_unauthorized", realm.humanToken(realm.alice())));
        attempts.put(
                "an actor token without its type", with(human, "invalid_request", e -> e.param("actor_token", human)));
        attempts.put(
                "an actor type without a token",
                with(human, "invalid_request", e -> e.param("actor_token_type", TokenExchange.ACCESS_TOKEN)));
        attempts.put("an actor token of somebody else", with(human, "actor_unauthorized", e -> e.actor(human)));
        attempts.put("an actor token that is none", with(human, "invalid_request", e -> e.actor("nonsense")));
        attempts.put("another subject", with(human, "invalid_request", e -> e.param("requested_subject", "bob")));
        attempts.put("a foreign issuer", with(human, "invalid_request", e -> e.param("subject_issuer", "google")));
        attempts.put("an issuer to go to", with(human, "invalid_request", e -> e.param("requested_issuer", "google")));
        attempts.put("an unknown scope", with(human, "invalid_scope", e -> e.scope("everything")));
        attempts.put("offline access", with(human, "invalid_scope", e -> e.scope("offline_access")));
        attempts.put("a scope as long as a book", with(human, "invalid_request", e -> e.scope("x".repeat(5000))));
        attempts.put("an unknown audience", with(human, "invalid_target", e -> e.audience("nowhere")));
        attempts.put("an audience beyond", with(human, "invalid_target", e -> e.audience("mail-api")));
        attempts.put("a resource that is no URI", with(human, "invalid_target", e -> e.resource("not a uri")));
        attempts.put(
                "an unknown resource", with(human, "invalid_target", e -> e.resource("https://nowhere.example.org")));
        for (String details : List.of(
                "{",
                "[]",
                "[{\"type\":\"x\"}]",
                "[{\"type\":\"agent_run\",\"more\":1}]",
                "7",
                "[{\"type\":\"agent_run\",\"goal\":\"a\",\"goal\":\"b\"}]",
                "[{\"type\":\"agent_run\"}] []")) {
            attempts.put(
                    "authorization_details " + details,
                    with(human, "invalid_authorization_details", e -> e.param("authorization_details", details)));
        }
        return attempts.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey(), () -> entry.getValue().isRefused()))
                .toList();
    }

    @Test
    void aParameterSentTwiceIsRefused() {
        Reply reply = realm.tokens()
                .exchange(realm.instanceOf("planner"))
                .subject(human("planner"))
                .param("scope", "openid")
                .param("scope", "profile")
                .send();

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.error()).isEqualTo("invalid_request");
    }

    @Test
    void anAgentWhoseTokensMustBeBoundNeedsAProof() {
        String human = human("bound");
        AgentInstance bound = realm.instanceOf("bound");

        new Watched(realm).refuses(400, "invalid_dpop_proof", "TOKEN_EXCHANGE_ERROR", () -> realm.tokens()
                .exchange(bound)
                .subject(human)
                .send());
        realm.tokens()
                .exchange(request -> {
                    bound.authenticate(request);
                    bound.dpopProof().authenticate(request);
                })
                .subject(human)
                .send()
                .expect(200);
    }

    @Test
    void runEndpointsTellStrangersNothing() {
        String token = realm.tokens()
                .exchange(realm.instanceOf("planner"))
                .subject(human("planner"))
                .accessToken();
        String other = realm.tokens()
                .exchange(realm.instanceOf("planner"))
                .subject(human("planner"))
                .accessToken();
        String otherRun = io.agentpack.keycloak.it.kit.oauth.Tokens.claims(other)
                .at("/run/id")
                .asText();

        assertThat(realm.runs("nonsense").get(otherRun).status()).isEqualTo(401);
        assertThat(realm.runs(token).get(otherRun).status()).isEqualTo(404);
        assertThat(realm.runs(token).complete(otherRun).status()).isEqualTo(404);
        assertThat(realm.runs(token).revoke("no-such-run").status()).isEqualTo(404);
        assertThat(realm.runs(token).complete(otherRun, "x".repeat(2000)).status())
                .isIn(400, 404);
        assertThat(realm.runs(realm.humanToken(realm.bob()))
                        .revokeMine(otherRun)
                        .status())
                .isEqualTo(404);
        assertThat(realm.admin().agents().run("no-such-run").status()).isEqualTo(404);
        assertThat(realm.admin().agents().runs("state=sleeping").status()).isEqualTo(400);
    }

    private record Attempt(String error, UnaryOperator<TokenExchange> request) {
        void isRefused() {
            new Watched(realm).refuses(400, error, "TOKEN_EXCHANGE_ERROR", () -> request.apply(
                            realm.tokens().exchange(realm.instanceOf("planner")))
                    .send());
        }
    }

    private static Attempt subject(String error, String token) {
        return new Attempt(error, exchange -> exchange.subject(token));
    }

    private static Attempt with(String subject, String error, UnaryOperator<TokenExchange> more) {
        return new Attempt(error, exchange -> more.apply(exchange.subject(subject)));
    }

    private static String human(String agent) {
        return realm.humanToken(realm.alice(), agentScope(agent), CALENDAR_READ);
    }

    private static Reply signedIn() {
        return realm.signIn(realm.alice(), agentScope("planner"), CALENDAR_READ);
    }

    private static String unsigned(String token) {
        String header = java.util.Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\",\"typ\":\"JWT\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return header + token.substring(token.indexOf('.'), token.lastIndexOf('.') + 1);
    }
}
