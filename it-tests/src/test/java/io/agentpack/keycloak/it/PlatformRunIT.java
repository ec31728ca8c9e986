package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_READ;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.MAIL_SEND;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentpack.keycloak.it.kit.Json;
import io.agentpack.keycloak.it.kit.Reply;
import io.agentpack.keycloak.it.kit.oauth.AgentInstance;
import io.agentpack.keycloak.it.kit.oauth.Tokens;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Keycloak;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A platform names its run: asking again means the same run while it lives, and no run when it is over. */
class PlatformRunIT {
    private static TestRealm realm;

    private final AgentInstance nightly = realm.instanceOf("nightly");
    private final String platformRun = "build-" + UUID.randomUUID();

    @BeforeAll
    static void prepare() {
        realm = TestRealm.in(Keycloak.shared(), "platform-run")
                .agent(AgentSpec.bounded("nightly", "bob"))
                .agent(AgentSpec.bounded("weekly", "bob"))
                .create();
        realm.admin()
                .components()
                .configure("acme", java.util.Map.of("runClaim", List.of("build")))
                .expect(204);
    }

    @Test
    void askingAgainMeansTheSameRun() {
        JsonNode first = Tokens.claims(start(nightly).accessToken());
        JsonNode again = Tokens.claims(start(nightly).accessToken());

        assertThat(again.path("run")).isEqualTo(first.path("run"));
        assertThat(again.path("jti")).isNotEqualTo(first.path("jti"));
        assertThat(again.path("aud")).isEqualTo(first.path("aud"));
        assertThat(realm.admin()
                        .agents()
                        .runs("client=nightly&state=active")
                        .body()
                        .findValuesAsText("id"))
                .contains(first.at("/run/id").asText())
                .doesNotHaveDuplicates();
    }

    @Test
    void anotherNameOrAnotherAgentIsAnotherRun() {
        String first = run(start(nightly));

        assertThat(run(start(nightly, "another-" + platformRun))).isNotEqualTo(first);
        assertThat(run(start(realm.instanceOf("weekly")))).isNotEqualTo(first);
    }

    @Test
    void anotherInstanceOfTheAgentIsInTheSameRunAndIsNamedInItsToken() {
        AgentInstance other = nightly.another();
        String first = run(start(nightly));

        JsonNode token = Tokens.claims(start(other).accessToken());

        assertThat(token.at("/run/id").asText()).isEqualTo(first);
        assertThat(token.at("/client_instance/id").asText()).isEqualTo(other.id());
    }

    @Test
    void itNeverHoldsMoreThanItWasStartedWith() {
        start(nightly);

        new Watched(realm).refuses(400, "invalid_scope", "CLIENT_LOGIN_ERROR", () -> realm.tokens()
                .clientCredentials(
                        nightly.presenting(
                                attestation -> attestation.claim("build", platformRun), UnaryOperator.identity()),
                        CALENDAR_READ));
    }

    @Test
    void mappersAddNothingToItLater() {
        AgentInstance weekly = realm.instanceOf("weekly");
        realm.admin().clients().addMapper("weekly", Mappers.hardcodedClaim("tenant", "\"acme\""));
        JsonNode first = Tokens.claims(start(weekly).accessToken());
        realm.admin().clients().addMapper("weekly", Mappers.hardcodedClaim("permissions", "[\"everything\"]"));

        JsonNode again = Tokens.claims(start(weekly).accessToken());

        assertThat(first.path("tenant").asText()).isEqualTo("acme");
        assertThat(again.path("tenant").asText()).isEqualTo("acme");
        assertThat(again.has("permissions")).isFalse();
        assertThat(Tokens.claims(start(weekly, "another-" + platformRun).accessToken())
                        .has("permissions"))
                .isTrue();
    }

    @Test
    void askingAgainLowersItsLimitsForEveryInstance() {
        AgentInstance other = nightly.another();
        String first = start(nightly).accessToken();

        Reply lowered = realm.tokens()
                .grant("client_credentials")
                .by(other.presenting(attestation -> attestation.claim("build", platformRun), UnaryOperator.identity()))
                .scope(MAIL_SEND)
                .param(
                        "authorization_details",
                        Json.write(List.of(Json.object("type", "agent_run", "max_duration", 60, "max_depth", 0))))
                .send()
                .expect(200);

        long latest = java.time.Instant.now().getEpochSecond() + 61;
        assertThat(run(lowered)).isEqualTo(Tokens.claims(first).at("/run/id").asText());
        assertThat(Tokens.claims(first).has("authorization_details")).isFalse();
        assertThat(Tokens.claims(lowered.accessToken()).at("/run/exp").asLong()).isLessThan(latest);
        JsonNode again = Tokens.claims(start(nightly).accessToken());
        assertThat(again.at("/run/exp").asLong()).isLessThan(latest);
        assertThat(again.at("/authorization_details/0/max_depth").asInt(-1)).isZero();
        assertThat(again.at("/client_instance/id").asText()).isEqualTo(nightly.id());
        renew(nightly, platformRun, start(nightly).accessToken()).expect(200);
    }

    @Test
    void whatIsOverIsNotOpenedAgain() {
        String token = start(nightly).accessToken();
        realm.runs(token).complete(Tokens.claims(token).at("/run/id").asText()).expect(204);

        refusedAsNotActive();
    }

    @Test
    void whatIsSuspendedIsNotStartedAnew() {
        String run = run(start(nightly));
        realm.admin().agents().suspend(run).expect(204);

        refusedAsNotActive();

        realm.admin().agents().resume(run).expect(204);
        assertThat(run(start(nightly))).isEqualTo(run);
    }

    @Test
    void aStartThatIsRefusedLeavesTheNameFree() {
        ask(nightly, platformRun, "no-such-scope").expect(400);

        start(nightly).expect(200);
    }

    @Test
    void whoeverAsksAtTheSameTimeGetsTheSameRun() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(12);
        try {
            List<Callable<Reply>> requests = IntStream.range(0, 12)
                    .mapToObj(i -> (Callable<Reply>) () -> start(nightly.another()))
                    .toList();
            List<String> runs = pool.invokeAll(requests).stream()
                    .map(PlatformRunIT::reply)
                    .map(PlatformRunIT::run)
                    .distinct()
                    .toList();

            assertThat(runs).hasSize(1);
            assertThat(realm.admin().agents().run(runs.get(0)).expect(200).string("state"))
                    .isEqualTo("active");
        } finally {
            pool.shutdown();
        }
    }

    private void refusedAsNotActive() {
        new Watched(realm).refuses(400, "invalid_grant", "CLIENT_LOGIN_ERROR", () -> start(nightly));
    }

    private Reply start(AgentInstance instance) {
        return start(instance, platformRun);
    }

    private static Reply start(AgentInstance instance, String name) {
        return ask(instance, name, MAIL_SEND);
    }

    private static Reply ask(AgentInstance instance, String name, String scope) {
        return realm.tokens()
                .clientCredentials(
                        instance.presenting(attestation -> attestation.claim("build", name), UnaryOperator.identity()),
                        scope);
    }

    private static Reply reply(Future<Reply> future) {
        try {
            return future.get().expect(200);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void evidenceOfOneRunIsNoneForAnother() {
        String token = start(nightly).accessToken();
        String otherRun = start(nightly, "another-" + platformRun).accessToken();

        Reply renewed = renew(nightly, platformRun, token).expect(200);

        assertThat(run(renewed)).isEqualTo(Tokens.claims(token).at("/run/id").asText());
        for (String name : List.of("another-" + platformRun, "of-no-run-" + platformRun)) {
            new Watched(realm).refuses(400, "invalid_grant", "TOKEN_EXCHANGE_ERROR", () -> renew(nightly, name, token));
        }
        new Watched(realm)
                .refuses(400, "invalid_grant", "TOKEN_EXCHANGE_ERROR", () -> renew(nightly, platformRun, otherRun));
        assertThat(realm.admin()
                        .events()
                        .last("TOKEN_EXCHANGE_ERROR")
                        .at("/details/reason")
                        .asText())
                .contains("another run of the platform");
    }

    private static Reply renew(AgentInstance instance, String name, String token) {
        return realm.tokens()
                .exchange(
                        instance.presenting(attestation -> attestation.claim("build", name), UnaryOperator.identity()))
                .subject(token)
                .send();
    }

    @Test
    void aClaimThatCameToNothingIsNotLeftBehind() {
        realm.admin().clients().setAttributes("weekly", java.util.Map.of("agent.owner", "nobody"));
        start(realm.instanceOf("weekly")).expect(400);
        realm.admin().clients().setAttributes("weekly", java.util.Map.of("agent.owner", "bob"));

        start(realm.instanceOf("weekly")).expect(200);
    }

    private static String run(Reply reply) {
        return Tokens.claims(reply.accessToken()).at("/run/id").asText();
    }
}
