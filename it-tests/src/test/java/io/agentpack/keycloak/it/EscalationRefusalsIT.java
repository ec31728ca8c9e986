package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_READ;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_WRITE;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.MAIL_SEND;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.agentScope;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentpack.keycloak.it.kit.Eventually;
import io.agentpack.keycloak.it.kit.Json;
import io.agentpack.keycloak.it.kit.Reply;
import io.agentpack.keycloak.it.kit.admin.AdminApi;
import io.agentpack.keycloak.it.kit.oauth.AgentInstance;
import io.agentpack.keycloak.it.kit.oauth.RegisteredClient;
import io.agentpack.keycloak.it.kit.oauth.Tokens;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Keycloak;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What must not happen when an agent asks for more, and what must happen once when much happens at the same moment. */
class EscalationRefusalsIT {
    private static final int MANY = 100;

    private static TestRealm realm;

    private final AgentInstance planner = realm.instanceOf("planner");
    private String human;
    private String base;

    @BeforeAll
    static void prepare() {
        realm = TestRealm.in(Keycloak.shared(), "escalation-refusals")
                .agent(AgentSpec.delegated("planner").with("agent.scope.ceiling", MAIL_SEND, "finance:pay"))
                .agent(AgentSpec.delegated("other"))
                .agent(AgentSpec.bounded("nightly", "bob"))
                .create();
        realm.admin().createRole("payer");
        realm.admin().scopes().create("finance:pay", "mail-api");
        realm.admin().scopes().mapRole("finance:pay", "payer");
        realm.admin().clients().addOptionalScope("planner", "finance:pay");
    }

    @BeforeEach
    void startRun() {
        human = realm.humanToken(realm.alice(), agentScope("planner"), CALENDAR_READ);
        base = realm.tokens().exchange(planner).subject(human).accessToken();
    }

    @Test
    void whoIsNotReadyToWaitGetsNothingNotEvenRoutine() {
        refused("invalid_scope", () -> realm.tokens()
                .exchange(planner)
                .subject(base)
                .scope(CALENDAR_READ, MAIL_SEND)
                .send());
        refused("invalid_scope", () -> realm.tokens()
                .exchange(planner)
                .subject(base)
                .scope(CALENDAR_READ, CALENDAR_WRITE)
                .param("completion_mode", "eventually")
                .send());
    }

    @Test
    void whatTheHumanOrTheClientDoesNotHoldCanNotBeAskedFor() {
        refused("invalid_scope", () -> ask("finance:pay"));
        refused("invalid_scope", () -> ask("no:such-scope"));
        refused("invalid_scope", () -> ask("offline_access"));
        assertThat(realm.admin().agents().approvals("run=" + run()).expect(200).body())
                .isEmpty();
    }

    @Test
    void aRefusalIsFinal() {
        String code = pending();
        String id = idOfPending();

        realm.approvals(human).refuse(id, "No").expect(204);

        refused("access_denied", () -> realm.tokens().poll(planner, code));
        assertThat(realm.approvals(human).approve(id).status()).isEqualTo(409);
        refused("access_denied", () -> realm.tokens().poll(planner, code));
    }

    @Test
    void theAgentCanTakeItBackAlsoWhenItIsApproved() {
        String code = pending();
        String id = idOfPending();
        realm.approvals(human).approve(id).expect(204);

        assertThat(realm.tokens().revoke(planner, code).status()).isEqualTo(200);

        refused("access_denied", () -> realm.tokens().poll(planner, code));
        assertThat(realm.admin().get("/agents/approvals/" + id).string("state")).isEqualTo("cancelled");
        assertThat(realm.runs(base).get(run()).status())
                .as("the run itself goes on")
                .isEqualTo(200);
    }

    @Test
    void anotherClientNeitherTakesItBackNorGetsIt() {
        String code = pending();

        assertThat(realm.tokens().revoke(realm.instanceOf("other"), code).status())
                .isEqualTo(200);
        refused("invalid_grant", () -> realm.tokens().poll(realm.instanceOf("other"), code));
        refused("invalid_grant", () -> realm.tokens().poll(planner.another(), code));
        refused("invalid_grant", () -> realm.tokens().poll(planner, "A".repeat(43)));
        refused("invalid_grant", () -> realm.tokens().poll(planner, "short"));
        assertThat(realm.tokens().poll(planner, code).error()).isEqualTo("authorization_pending");
    }

    @Test
    void anOrdinaryClientHasNoUseOfTheGrant() {
        Reply reply = realm.tokens().poll(realm.app(), pending());

        assertThat(reply.status()).as(reply.toString()).isEqualTo(400);
        assertThat(reply.string("access_token")).isNull();
    }

    @Test
    void pollingTooFastIsSlowedDown() {
        String code = pending();

        assertThat(realm.tokens().poll(planner, code).error()).isEqualTo("authorization_pending");
        refused("slow_down", () -> realm.tokens().poll(planner, code));
    }

    @Test
    void aRunThatAsksTooOftenIsSlowedDown() {
        for (int asked = 0; asked < 10; asked++) {
            pending();
        }

        refused("slow_down", () -> ask(CALENDAR_WRITE));
        refused("slow_down", () -> ask(MAIL_SEND));
    }

    @Test
    void aRequestDiesWithItsRun() {
        String code = pending();
        String id = idOfPending();

        realm.runs(base).complete(run()).expect(204);

        refused("invalid_grant", () -> realm.tokens().poll(planner, code));
        assertThat(realm.approvals(human).approve(id).status()).isEqualTo(409);
        assertThat(realm.admin().get("/agents/approvals/" + id).string("state")).isEqualTo("cancelled");
    }

    @Test
    void anApprovedRequestDiesWithItsRunToo() {
        String code = pending();
        realm.approvals(human).approve(idOfPending()).expect(204);

        realm.runs(human).revokeMine(run()).expect(204);

        refused("invalid_grant", () -> realm.tokens().poll(planner, code));
    }

    @Test
    void aRequestDiesWithTheHumansSession() {
        Reply signedIn = realm.signIn(realm.alice(), agentScope("planner"), CALENDAR_READ);
        base = realm.tokens().exchange(planner).subject(signedIn.accessToken()).accessToken();
        String code = pending();
        String id = idOfPending();
        realm.approvals(human).approve(id).expect(204);

        realm.tokens().logout(realm.app(), signedIn.string("refresh_token")).expect(204);

        refused("invalid_grant", () -> realm.tokens().poll(planner, code));
    }

    @Test
    void aRequestDoesNotOutliveItsTime() {
        String brief = realm.tokens()
                .exchange(planner)
                .subject(human)
                .run("max_duration", 3)
                .accessToken();
        Reply answer = realm.tokens()
                .exchange(planner)
                .subject(brief)
                .scope(CALENDAR_WRITE)
                .deferrable()
                .send();
        assertThat(answer.body().path("expires_in").asInt(99)).isLessThanOrEqualTo(3);
        String id = idOfPending();
        Eventually.pause(Duration.ofMillis(3200)); // the deadline is a time, there is no sooner way past it

        assertThat(realm.approvals(human).approve(id).status()).isEqualTo(409);
        assertThat(realm.tokens().poll(planner, answer.string("deferral_code")).error())
                .isIn("expired_token", "invalid_grant");
    }

    @Test
    void onlyTheApproverDecidesInPersonAndSignedInAShortWhileAgo() {
        pending();
        String id = idOfPending();
        String bob = realm.humanToken(realm.bob());
        String nightly =
                realm.tokens().clientCredentials(realm.instanceOf("nightly")).accessToken();

        assertThat(realm.approvals(bob).approve(id).status())
                .as("another person")
                .isEqualTo(404);
        assertThat(realm.approvals(bob).get(id).status()).isEqualTo(404);
        assertThat(realm.approvals(bob).list().body()).isEmpty();
        assertThat(realm.approvals(base).approve(id).status()).as("the agent").isEqualTo(401);
        assertThat(realm.approvals(nightly).approve(id).status())
                .as("a service account")
                .isEqualTo(401);
        assertThat(realm.approvals("nonsense").approve(id).status()).isEqualTo(401);
        assertThat(AdminApi.of(realm.server())
                        .send("POST", "/realms/" + realm.name() + "/agents/my/approvals/" + id + "/approve", null)
                        .status())
                .as("an administrator of the server")
                .isEqualTo(401);
        realm.admin().users().addClientRole(realm.bob().id(), "realm-management", "realm-admin");
        String admin = realm.humanToken(realm.bob());
        assertThat(realm.adminApi(admin).status()).isEqualTo(200);
        assertThat(realm.approvals(admin).approve(id).status())
                .as("an administrator of the realm who is not the approver")
                .isEqualTo(404);
        Reply stale = realm.approvals(staleToken()).approve(id);
        assertThat(stale.status()).as(stale.toString()).isEqualTo(401);
        assertThat(stale.header("WWW-Authenticate").orElse(""))
                .contains("insufficient_user_authentication", "max_age=\"300\"");
        assertThat(realm.approvals(human).get(id).string("state")).isEqualTo("pending");
        assertThat(realm.approvals(human)
                        .send("GET", "/" + id + "/approve", null)
                        .status())
                .as("no decision by GET")
                .isIn(404, 405);
        assertThat(realm.approvals(human).get(id).string("state")).isEqualTo("pending");
        realm.approvals(human).approve(id).expect(204);
    }

    @Test
    void whoGuessesCodesIsSlowedDownAndSeenAndInNobodysWay() {
        String code = pending();
        AgentInstance guesser = planner.another();
        long begun = System.nanoTime();
        for (int i = 0; i < 9; i++) {
            assertThat(realm.tokens().poll(guesser, guess()).error()).isEqualTo("invalid_grant");
        }
        System.out.printf("a guess takes %d ms%n", (System.nanoTime() - begun) / 9_000_000);
        refused("invalid_grant", () -> realm.tokens().poll(guesser, guess()));

        refused("slow_down", () -> realm.tokens().poll(guesser, guess()));
        assertThat(realm.admin()
                        .events()
                        .last("TOKEN_EXCHANGE_ERROR")
                        .at("/details/reason")
                        .asText())
                .contains("many codes that nobody was given");
        assertThat(realm.tokens().poll(guesser, code).error())
                .as("not even a right one of somebody else's run")
                .isEqualTo("slow_down");
        assertThat(realm.tokens().poll(planner, code).error())
                .as("whose code it is")
                .isEqualTo("authorization_pending");
    }

    private static String guess() {
        return io.agentpack.keycloak.it.kit.oauth.SigningKey.fresh().getX().toString();
    }

    @Test
    void approveCancelStopAndAHundredPollsHaveOneOutcome() throws Exception {
        String code = pending();
        String id = idOfPending();
        List<Callable<Reply>> all = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            all.add(() -> realm.tokens().poll(planner, code));
        }
        all.add(MANY / 5, () -> realm.approvals(human).approve(id));
        all.add(MANY / 2, () -> realm.tokens().revoke(planner, code));
        all.add(MANY - 5, () -> realm.runs(human).revokeMine(run()));

        List<Reply> replies = atOnce(all);

        assertThat(replies).noneMatch(reply -> reply.status() >= 500);
        String state = realm.admin().get("/agents/approvals/" + id).string("state");
        assertThat(state).isIn("redeemed", "cancelled");
        assertThat(replies.stream().filter(reply -> reply.string("access_token") != null))
                .hasSize(state.equals("redeemed") ? 1 : 0);
        assertThat(realm.admin()
                        .get("/agents/approvals/" + id)
                        .body()
                        .path("intact")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void ofManyPollsExactlyOneGetsTheToken() throws Exception {
        String code = pending();
        String id = idOfPending();
        List<Callable<Reply>> all = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            all.add(() -> realm.tokens().poll(planner, code));
        }
        all.add(MANY / 4, () -> realm.approvals(human).approve(id));

        List<Reply> replies = atOnce(all);
        replies.add(realm.tokens().poll(planner, code));

        assertThat(replies.stream().filter(reply -> reply.string("access_token") != null))
                .hasSize(1);
        assertThat(replies).noneMatch(reply -> reply.status() >= 500);
    }

    @Test
    void whenManyThingsHappenToARequestAtOnceOneOutcomeWins() throws Exception {
        for (int round = 0; round < 3; round++) {
            startRun();
            String code = pending();
            String id = idOfPending();
            List<Callable<Reply>> all = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                all.add(() -> realm.tokens().poll(planner, code));
            }
            all.add(2, () -> realm.approvals(human).approve(id));
            all.add(4, () -> realm.tokens().revoke(planner, code));
            all.add(6, () -> realm.approvals(human).refuse(id, "No"));
            all.add(() -> realm.runs(human).revokeMine(run()));

            List<Reply> replies = atOnce(all);

            assertThat(replies).noneMatch(reply -> reply.status() >= 500);
            List<String> tokens = replies.stream()
                    .map(reply -> reply.string("access_token"))
                    .filter(java.util.Objects::nonNull)
                    .toList();
            String state = realm.admin().get("/agents/approvals/" + id).string("state");
            assertThat(tokens).hasSize(state.equals("redeemed") ? 1 : 0);
            tokens.forEach(token -> assertThat(realm.tokens()
                            .introspect(realm.calendarApi(), token)
                            .body()
                            .path("active")
                            .asBoolean())
                    .as("the run is over")
                    .isFalse());
        }
    }

    private static List<Reply> atOnce(List<Callable<Reply>> all) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(all.size());
        try {
            List<Reply> replies = new ArrayList<>();
            for (Future<Reply> reply : threads.invokeAll(all)) {
                replies.add(reply.get());
            }
            return replies;
        } finally {
            threads.shutdownNow();
        }
    }

    /** Of a client whose tokens say that the person signed in long ago. */
    private static String staleToken() {
        RegisteredClient old = new RegisteredClient("old-app", "old-secret", null);
        if (realm.admin().clients().find(old.clientId()).isMissingNode()) {
            realm.admin()
                    .clients()
                    .create(Json.object(
                            "clientId",
                            old.clientId(),
                            "secret",
                            old.secret(),
                            "directAccessGrantsEnabled",
                            true,
                            "publicClient",
                            false));
            Map<String, Object> mapper = Mappers.hardcodedClaim("auth_time", "1000000000");
            realm.admin().clients().addMapper(old.clientId(), mapper);
        }
        return realm.tokens().password(realm.alice(), old, "openid").accessToken();
    }

    private Reply ask(String extra) {
        return realm.tokens()
                .exchange(planner)
                .subject(base)
                .scope(CALENDAR_READ, extra)
                .deferrable()
                .send();
    }

    private String pending() {
        Reply reply = ask(CALENDAR_WRITE);
        assertThat(reply.error()).as(reply.toString()).isEqualTo("authorization_pending");
        return reply.string("deferral_code");
    }

    private String idOfPending() {
        return realm.admin()
                .agents()
                .approvals("state=pending&max=1")
                .expect(200)
                .body()
                .path(0)
                .path("id")
                .asText();
    }

    private String run() {
        return Tokens.claims(base).at("/run/id").asText();
    }

    private static void refused(String error, Supplier<Reply> request) {
        new Watched(realm).refuses(400, error, "TOKEN_EXCHANGE_ERROR", request);
    }
}
