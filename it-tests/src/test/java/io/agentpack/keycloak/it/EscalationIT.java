package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_READ;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_WRITE;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.MAIL_SEND;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.agentScope;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentpack.keycloak.it.kit.Reply;
import io.agentpack.keycloak.it.kit.oauth.AgentInstance;
import io.agentpack.keycloak.it.kit.oauth.Tokens;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Keycloak;
import io.agentpack.keycloak.it.kit.signals.Signal;
import io.agentpack.keycloak.it.kit.signals.SignalReceiver;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An agent asks for more while it runs: routine at once, the rest by a person, and either way for one token. */
class EscalationIT {
    private static TestRealm realm;

    private final AgentInstance planner = realm.instanceOf("planner");
    private String human;
    private String base;

    @BeforeAll
    static void prepare() {
        realm = TestRealm.in(Keycloak.shared(), "escalation")
                .agent(AgentSpec.delegated("planner")
                        .with("agent.scope.ceiling", MAIL_SEND)
                        .with("agent.delegates", "researcher")
                        .with("agent.delegation.max-depth", "1"))
                .agent(AgentSpec.delegated("researcher"))
                .agent(AgentSpec.delegated("careful").with("agent.approvers", "role:approver"))
                .agent(AgentSpec.bounded("nightly", "bob"))
                .create();
        realm.admin().createRole("approver");
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
    void routineIsGrantedAtOnceForOneTokenAndTheAuditSaysWhy() {
        Reply reply = ask(MAIL_SEND).expect(200);

        JsonNode token = Tokens.claims(reply.accessToken());
        assertThat(scopes(token)).containsExactlyInAnyOrder(CALENDAR_READ, MAIL_SEND);
        assertThat(token.path("aud").toString()).contains("mail-api");
        assertThat(reply.string("issued_token_type")).endsWith("access_token");
        JsonNode details = realm.admin().events().last("TOKEN_EXCHANGE").path("details");
        assertThat(details.path("agent_decision").asText()).isEqualTo("policy");
        assertThat(details.path("agent_scope_asked").asText()).isEqualTo(MAIL_SEND);
        assertThat(details.path("reason").asText()).contains("ceiling");
        JsonNode kept = realm.admin()
                .agents()
                .approvals("run=" + run(base))
                .expect(200)
                .body()
                .path(0);
        assertThat(kept.path("jti")).isEqualTo(token.path("jti"));
        assertThat(kept.path("decider").asText()).isEqualTo("policy");
    }

    @Test
    void aPersonApprovesAndTheAgentGetsOneTokenThatIsNotRenewed() {
        String code = pending(CALENDAR_WRITE);
        assertThat(realm.tokens().poll(planner, code).error()).isEqualTo("authorization_pending");
        JsonNode asked = realm.approvals(human).list().expect(200).body().path(0);
        assertThat(asked.path("agent").asText()).isEqualTo("planner");
        assertThat(asked.path("scope").asText()).isEqualTo(CALENDAR_WRITE);
        assertThat(asked.path("held").asText()).contains(CALENDAR_READ).doesNotContain(CALENDAR_WRITE);
        assertThat(asked.path("goal").asText()).isEqualTo("Move the meeting");
        assertThat(asked.toString()).doesNotContain(code);

        realm.approvals(human).approve(asked.path("id").asText(), "Go on").expect(204);
        Reply reply = realm.tokens().poll(planner, code).expect(200);

        String wide = reply.accessToken();
        JsonNode token = Tokens.claims(wide);
        assertThat(scopes(token)).containsExactlyInAnyOrder(CALENDAR_READ, CALENDAR_WRITE);
        assertThat(token.path("run")).isEqualTo(Tokens.claims(base).path("run"));
        assertThat(token.path("act")).isEqualTo(Tokens.claims(base).path("act"));
        assertThat(token.path("exp").asLong())
                .isLessThanOrEqualTo(token.at("/run/exp").asLong())
                .isLessThanOrEqualTo(Instant.now().getEpochSecond() + 300);
        assertThat(isActive(wide)).isTrue();
        assertThat(scopes(Tokens.claims(
                        realm.tokens().exchange(planner).subject(wide).accessToken())))
                .as("renewed from the wide token")
                .containsExactly(CALENDAR_READ);
        assertThat(scopes(Tokens.claims(realm.tokens()
                        .exchange(realm.instanceOf("researcher"))
                        .subject(wide)
                        .accessToken())))
                .as("handed over from the wide token")
                .containsExactly(CALENDAR_READ);
        refused("invalid_scope", () -> realm.tokens()
                .exchange(planner)
                .subject(wide)
                .scope(CALENDAR_READ, CALENDAR_WRITE)
                .send());
        refused("invalid_grant", () -> realm.tokens().poll(planner, code));
        JsonNode kept = approval(asked.path("id").asText());
        assertThat(kept.path("state").asText()).isEqualTo("redeemed");
        assertThat(kept.path("decided_by").asText()).isEqualTo(realm.alice().id());
        assertThat(kept.path("reason").asText()).isEqualTo("Go on");
        assertThat(kept.path("jti")).isEqualTo(token.path("jti"));
        JsonNode decision = realm.admin().events().last("GRANT_CONSENT");
        assertThat(decision.path("userId").asText()).isEqualTo(realm.alice().id());
        assertThat(decision.at("/details/agent_decision").asText()).isEqualTo("approved");
        assertThat(decision.at("/details/agent_scope_asked").asText()).isEqualTo(CALENDAR_WRITE);
    }

    @Test
    void aHandOverCantAskButTheRunThatComesOfItCan() {
        AgentInstance researcher = realm.instanceOf("researcher");
        refused("invalid_scope", () -> realm.tokens()
                .exchange(researcher)
                .subject(base)
                .scope(CALENDAR_READ, CALENDAR_WRITE)
                .deferrable()
                .send());
        assertThat(realm.admin().agents().approvals("run=" + run(base)).body()).isEmpty();
        String child = realm.tokens()
                .exchange(researcher)
                .subject(base)
                .scope(CALENDAR_READ)
                .accessToken();
        Reply answer = realm.tokens()
                .exchange(researcher)
                .subject(child)
                .scope(CALENDAR_READ, CALENDAR_WRITE)
                .deferrable()
                .send();
        assertThat(answer.error()).as(answer.toString()).isEqualTo("authorization_pending");
        realm.approvals(human).approve(idOfLatest("researcher")).expect(204);

        String wide =
                realm.tokens().poll(researcher, answer.string("deferral_code")).accessToken();

        JsonNode token = Tokens.claims(wide);
        assertThat(token.path("run")).isEqualTo(Tokens.claims(child).path("run"));
        assertThat(token.at("/run/parent").asText()).isEqualTo(run(base));
        assertThat(scopes(token)).containsExactlyInAnyOrder(CALENDAR_READ, CALENDAR_WRITE);
        assertThat(scopes(Tokens.claims(
                        realm.tokens().exchange(researcher).subject(wide).accessToken())))
                .containsExactly(CALENDAR_READ);
        assertThat(realm.admin().agents().run(run(wide)).expect(200).string("scope"))
                .isEqualTo(CALENDAR_READ);
    }

    @Test
    void receiversAreToldThatALiveRunHasATokenWithMore() {
        try (SignalReceiver calendar = realm.receiverFor(realm.calendarApi())) {
            String code = pending(CALENDAR_WRITE);
            realm.approvals(human).approve(idOfLatest("planner")).expect(204);
            realm.tokens().poll(planner, code).expect(200);

            Signal told = calendar.await(signal -> signal.run().equals(run(base)), Duration.ofSeconds(10));
            assertThat(told.is(Signal.TOKEN_CLAIMS_CHANGE)).isTrue();
            assertThat(told.event(Signal.TOKEN_CLAIMS_CHANGE)
                            .at("/claims/scope")
                            .asText())
                    .contains(CALENDAR_WRITE);
        }
    }

    @Test
    void theOwnerDecidesForAnAgentWithoutAHuman() {
        AgentInstance nightly = realm.instanceOf("nightly");
        String own = realm.tokens().clientCredentials(nightly, CALENDAR_READ).accessToken();
        String code = realm.tokens()
                .exchange(nightly)
                .subject(own)
                .scope(CALENDAR_READ, MAIL_SEND)
                .deferrable()
                .send()
                .string("deferral_code");
        String id = idOfLatest("nightly");
        assertThat(realm.approvals(human).approve(id).status())
                .as("alice is not the owner")
                .isEqualTo(404);

        realm.approvals(realm.humanToken(realm.bob())).approve(id).expect(204);

        JsonNode token = Tokens.claims(realm.tokens().poll(nightly, code).accessToken());
        assertThat(scopes(token)).contains(MAIL_SEND);
        assertThat(token.has("act")).isFalse();
    }

    @Test
    void ofSeveralApproversOfARoleTheFirstDecisionCounts() {
        realm.admin().users().addRealmRole(realm.alice().id(), "approver");
        realm.admin().users().addRealmRole(realm.bob().id(), "approver");
        AgentInstance careful = realm.instanceOf("careful");
        String carefulBase = realm.tokens()
                .exchange(careful)
                .subject(realm.humanToken(realm.alice(), agentScope("careful"), CALENDAR_READ))
                .accessToken();
        String code = realm.tokens()
                .exchange(careful)
                .subject(carefulBase)
                .scope(CALENDAR_WRITE)
                .deferrable()
                .send()
                .string("deferral_code");
        String id = idOfLatest("careful");
        String bob = realm.humanToken(realm.bob());

        realm.approvals(bob).refuse(id, "Not today").expect(204);

        assertThat(realm.approvals(human).approve(id).status()).isEqualTo(409);
        JsonNode seen = realm.approvals(human).get(id).expect(200).body();
        assertThat(seen.path("state").asText()).isEqualTo("refused");
        assertThat(seen.path("decided_by").asText()).isEqualTo(realm.bob().id());
        refused("access_denied", () -> realm.tokens().poll(careful, code));
    }

    private Reply ask(String extra) {
        return realm.tokens()
                .exchange(planner)
                .subject(base)
                .scope(CALENDAR_READ, extra)
                .run("goal", "Move the meeting")
                .deferrable()
                .send();
    }

    private String pending(String extra) {
        Reply reply = ask(extra).expect(400);
        assertThat(reply.error()).as(reply.toString()).isEqualTo("authorization_pending");
        assertThat(reply.header("Cache-Control").orElse("")).contains("no-store");
        assertThat(reply.body().path("expires_in").asInt()).isBetween(590, 600);
        assertThat(reply.body().path("interval").asInt()).isEqualTo(5);
        return reply.string("deferral_code");
    }

    private static String idOfLatest(String agent) {
        for (JsonNode request :
                realm.admin().agents().approvals("state=pending").expect(200).body()) {
            if (request.path("agent").asText().equals(agent)) {
                return request.path("id").asText();
            }
        }
        throw new AssertionError("nothing pending of " + agent);
    }

    private static JsonNode approval(String id) {
        return realm.admin().get("/agents/approvals/" + id).expect(200).body();
    }

    private static boolean isActive(String token) {
        return realm.tokens()
                .introspect(realm.calendarApi(), token)
                .expect(200)
                .body()
                .path("active")
                .asBoolean();
    }

    private static String run(String token) {
        return Tokens.claims(token).at("/run/id").asText();
    }

    private static String[] scopes(JsonNode token) {
        return token.path("scope").asText().split(" ");
    }

    private static void refused(String error, java.util.function.Supplier<Reply> request) {
        new Watched(realm).refuses(400, error, "TOKEN_EXCHANGE_ERROR", request);
    }
}
