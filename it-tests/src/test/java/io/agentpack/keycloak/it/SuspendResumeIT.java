package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_READ;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.agentScope;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentpack.keycloak.it.kit.Eventually;
import io.agentpack.keycloak.it.kit.Reply;
import io.agentpack.keycloak.it.kit.oauth.AgentInstance;
import io.agentpack.keycloak.it.kit.oauth.Tokens;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Keycloak;
import io.agentpack.keycloak.it.kit.signals.SignalReceiver;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A suspended run is refused like a dead one, with everything under it, and goes on when it is resumed. */
class SuspendResumeIT {
    private static TestRealm realm;

    private final AgentInstance planner = realm.instanceOf("planner");
    private final AgentInstance researcher = realm.instanceOf("researcher");
    private Reply signedIn;
    private String parent;
    private String child;

    @BeforeAll
    static void prepare() {
        realm = TestRealm.in(Keycloak.shared(), "suspend")
                .agent(AgentSpec.delegated("planner")
                        .with("agent.delegates", "researcher")
                        .with("agent.delegation.max-depth", "1"))
                .agent(AgentSpec.delegated("researcher"))
                .create();
    }

    @BeforeEach
    void startTree() {
        signedIn = realm.signIn(realm.alice(), agentScope("planner"), CALENDAR_READ);
        parent =
                realm.tokens().exchange(planner).subject(signedIn.accessToken()).accessToken();
        child = realm.tokens().exchange(researcher).subject(parent).accessToken();
    }

    @Test
    void aSuspendedRunHoldsItselfAndWhatIsUnderItUntilItIsResumed() {
        suspend(parent);

        for (String token : new String[] {parent, child}) {
            assertThat(introspect(token).text()).isEqualTo("{\"active\":false}");
            assertThat(realm.tokens().userinfo(token).status()).isEqualTo(401);
            assertThat(realm.adminApi(token).status()).isEqualTo(401);
            assertThat(realm.runs(token).get(run(token)).status()).isEqualTo(401);
            assertThat(realm.runs(token).complete(run(token)).status()).isEqualTo(401);
        }
        assertThat(state(parent)).isEqualTo("suspended");
        assertThat(state(child)).isEqualTo("active");

        realm.admin().agents().resume(run(parent)).expect(204);

        assertThat(active(parent)).isTrue();
        assertThat(active(child)).isTrue();
        assertThat(realm.tokens().userinfo(child).status()).isEqualTo(200);
        assertThat(state(parent)).isEqualTo("active");
        realm.tokens().exchange(planner).subject(parent).send().expect(200);
    }

    @Test
    void nobodyGoesOnInIt() {
        suspend(parent);

        new Watched(realm).refuses(400, "invalid_grant", "TOKEN_EXCHANGE_ERROR", () -> realm.tokens()
                .exchange(planner)
                .subject(parent)
                .send());
        new Watched(realm).refuses(400, "invalid_grant", "TOKEN_EXCHANGE_ERROR", () -> realm.tokens()
                .exchange(researcher)
                .subject(child)
                .send());
        new Watched(realm).refuses(400, "invalid_request", "TOKEN_EXCHANGE_ERROR", () -> realm.tokens()
                .exchange(researcher)
                .subject(parent)
                .send());
    }

    @Test
    void aSuspendedChildLeavesItsParentAlone() {
        suspend(child);

        assertThat(active(child)).isFalse();
        assertThat(active(parent)).isTrue();
    }

    @Test
    void onlyWhatIsActiveIsSuspendedAndOnlyWhatIsSuspendedIsResumed() {
        assertThat(realm.admin().agents().resume(run(parent)).status()).isEqualTo(409);
        suspend(parent);
        assertThat(realm.admin().agents().suspend(run(parent)).status()).isEqualTo(409);
        realm.admin().agents().revoke(run(parent), "enough").expect(204);
        assertThat(realm.admin().agents().resume(run(parent)).status()).isEqualTo(409);
        assertThat(realm.admin().agents().suspend(run(child)).status()).isEqualTo(409);
        assertThat(active(parent)).isFalse();
    }

    @Test
    void whatItHangsOnEndsItWhileItIsSuspended() {
        suspend(parent);

        realm.tokens().logout(realm.app(), signedIn.string("refresh_token")).expect(204);

        assertThat(realm.admin().agents().resume(run(parent)).status()).isEqualTo(409);
        assertThat(active(parent)).isFalse();
        assertThat(state(parent)).isEqualTo("revoked");
        assertThat(state(child)).isEqualTo("cascaded");
    }

    @Test
    void revokingATokenOfItEndsIt() {
        suspend(parent);

        realm.tokens().revoke(planner, parent).expect(200);

        assertThat(state(parent)).isEqualTo("revoked");
    }

    @Test
    void itsDeadlineStillEndsIt() {
        String brief = realm.tokens()
                .exchange(planner)
                .subject(signedIn.accessToken())
                .run("max_duration", 2)
                .accessToken();
        suspend(brief);

        Eventually.get(
                "expiry",
                Duration.ofSeconds(10),
                () -> state(brief).equals("expired") ? Optional.of(true) : Optional.empty());

        assertThat(realm.admin().agents().resume(run(brief)).status()).isEqualTo(409);
        assertThat(active(brief)).isFalse();
    }

    @Test
    void administratorsAreRecordedAndReceiversAreNotTold() {
        try (SignalReceiver calendar = realm.receiverFor(realm.calendarApi())) {
            realm.admin()
                    .post("/agents/runs/" + run(parent) + "/suspend", "{\"reason\":\"a look at it\"}")
                    .expect(204);
            realm.admin().agents().resume(run(parent)).expect(204);

            assertThat(realm.admin()
                            .agents()
                            .deliveries(run(parent))
                            .expect(200)
                            .body())
                    .isEmpty();
            assertThat(calendar.signals()).isEmpty();
        }
        JsonNode event = realm.admin()
                .get("/admin-events?operationTypes=ACTION&max=2")
                .expect(200)
                .body();
        assertThat(event.at("/0/resourcePath").asText()).endsWith(run(parent) + "/resume");
        assertThat(event.at("/1/resourcePath").asText()).endsWith(run(parent) + "/suspend");
        assertThat(event.at("/1/representation").asText()).contains("a look at it");
        assertThat(event.at("/1/details/agent_run").asText()).isEqualTo(run(parent));
    }

    private void suspend(String token) {
        realm.admin().agents().suspend(run(token)).expect(204);
    }

    private static Reply introspect(String token) {
        return realm.tokens().introspect(realm.calendarApi(), token).expect(200);
    }

    private static boolean active(String token) {
        return introspect(token).body().path("active").asBoolean();
    }

    private static String state(String token) {
        return realm.admin().agents().run(run(token)).expect(200).string("state");
    }

    private static String run(String token) {
        return Tokens.claims(token).at("/run/id").asText();
    }
}
