package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_READ;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.MAIL_SEND;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.agentScope;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentpack.keycloak.it.kit.Eventually;
import io.agentpack.keycloak.it.kit.Reply;
import io.agentpack.keycloak.it.kit.oauth.AgentInstance;
import io.agentpack.keycloak.it.kit.oauth.Attester;
import io.agentpack.keycloak.it.kit.oauth.Tokens;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Keycloak;
import io.agentpack.keycloak.it.kit.signals.Signal;
import io.agentpack.keycloak.it.kit.signals.SignalReceiver;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every stop switch does to the letter what its preview has said: which runs end, and who is told of which. */
class StopSwitchIT {
    private static TestRealm realm;
    private static SignalReceiver calendar;
    private static SignalReceiver mail;

    private final AgentInstance planner = realm.instanceOf("planner");
    private final AgentInstance researcher = realm.instanceOf("researcher");
    private String alicesRun;
    private String alicesChild;
    private String bobsRun;
    private String nightlyRun;

    @BeforeAll
    static void prepare() {
        realm = TestRealm.in(Keycloak.shared(), "stop-switch")
                .agent(AgentSpec.delegated("planner")
                        .with("agent.delegates", "researcher")
                        .with("agent.delegation.max-depth", "1"))
                .agent(AgentSpec.delegated("researcher"))
                .agent(AgentSpec.bounded("nightly", "bob").with("agent.environment", "staging"))
                .create();
        Attester other = Attester.named("other");
        realm.admin().components().create(other.component()).expect(201);
        realm.admin().clients().setAttributes("nightly", Map.of("agent.attesters", "acme##other"));
        nightlyAttester = other;
        calendar = realm.receiverFor(realm.calendarApi());
        mail = realm.receiverFor(realm.mailApi());
    }

    private static Attester nightlyAttester;

    @AfterAll
    static void close() {
        calendar.close();
        mail.close();
    }

    @BeforeEach
    void startRuns() {
        alicesRun = start(realm.humanToken(realm.alice(), agentScope("planner"), CALENDAR_READ, MAIL_SEND));
        alicesChild = realm.tokens()
                .exchange(researcher)
                .subject(alicesRun)
                .scope(CALENDAR_READ)
                .accessToken();
        bobsRun = start(realm.humanToken(realm.bob(), agentScope("planner"), CALENDAR_READ));
        nightlyRun = realm.tokens()
                .clientCredentials(nightlyAttester.instanceOf("nightly"), MAIL_SEND)
                .accessToken();
    }

    @AfterEach
    void endRuns() {
        for (String token : new String[] {alicesRun, bobsRun, nightlyRun}) {
            realm.admin().agents().revoke(run(token), "end of the test").expect(204, 409);
        }
    }

    @Test
    void aRun() {
        Reply impact = realm.admin().agents().impact(run(alicesRun)).expect(200);

        assertThat(texts(impact, "agents")).containsExactly("planner", "researcher");
        assertThat(texts(impact, "audiences")).containsExactly("calendar-api", "mail-api");
        assertThat(impact.body().at("/people/0/username").asText()).isEqualTo("alice");
        assertThat(impact.body().at("/counts/signals").asInt()).isEqualTo(3);
        assertThat(impact.body().path("exact").asBoolean()).isTrue();
        thenHappens(impact, () -> realm.admin().agents().revoke(run(alicesRun), "test"));
        assertDead(alicesRun, alicesChild);
        assertAlive(bobsRun, nightlyRun);
    }

    @Test
    void aRunUnderAnother() {
        Reply impact = realm.admin().agents().impact(run(alicesChild)).expect(200);

        assertThat(texts(impact, "agents")).containsExactly("researcher");
        thenHappens(impact, () -> realm.admin().agents().revoke(run(alicesChild), "test"));
        assertDead(alicesChild);
        assertAlive(alicesRun, bobsRun, nightlyRun);
    }

    @Test
    void anAgentWithAllThatHangsUnderIt() {
        Reply impact = realm.admin().agents().impactOf("clients", "planner").expect(200);

        assertThat(impact.body().at("/counts/people").asInt()).isEqualTo(2);
        thenHappens(impact, () -> realm.admin().agents().stop("clients", "planner", "test"));
        assertDead(alicesRun, alicesChild, bobsRun);
        assertAlive(nightlyRun);
        assertEnd(alicesRun, "revoked", "agent_stopped");
        assertEnd(alicesChild, "cascaded", "agent_stopped");
    }

    @Test
    void allThatRunsForAPerson() {
        Reply impact =
                realm.admin().agents().impactOf("users", realm.bob().id()).expect(200);

        thenHappens(
                impact, () -> realm.admin().agents().stop("users", realm.bob().id(), "test"));
        assertDead(bobsRun);
        assertAlive(alicesRun, alicesChild, nightlyRun);
        assertEnd(bobsRun, "revoked", "person_stopped");
    }

    @Test
    void anEnvironment() {
        Reply impact =
                realm.admin().agents().impactOf("environments", "development").expect(200);

        thenHappens(impact, () -> realm.admin().agents().stop("environments", "development", "test"));
        assertDead(alicesRun, alicesChild, bobsRun);
        assertAlive(nightlyRun);
        assertEnd(bobsRun, "revoked", "environment_stopped");
        assertEnd(alicesChild, "cascaded", "environment_stopped");
    }

    @Test
    void anAttester() {
        Reply impact = realm.admin().agents().impactOf("attesters", "other").expect(200);

        assertThat(texts(impact, "agents")).containsExactly("nightly");
        thenHappens(impact, () -> realm.admin().agents().stop("attesters", "other", "test"));
        assertDead(nightlyRun);
        assertAlive(alicesRun, alicesChild, bobsRun);
        assertEnd(nightlyRun, "revoked", "attester_stopped");
    }

    @Test
    void whatIsNotThere() {
        for (String path : new String[] {"clients/nobody", "clients/app", "users/nobody", "environments/No-Name"}) {
            String[] parts = path.split("/");
            assertThat(realm.admin().agents().impactOf(parts[0], parts[1]).status())
                    .as(path)
                    .isEqualTo(404);
            assertThat(realm.admin().agents().stop(parts[0], parts[1], "test").status())
                    .as(path)
                    .isEqualTo(404);
        }
        Reply nothing = realm.admin()
                .agents()
                .stop("environments", "production", "test")
                .expect(200);
        assertThat(realm.admin()
                        .agents()
                        .runs("cause_id=" + nothing.string("cause_id"))
                        .expect(200)
                        .body())
                .isEmpty();
    }

    /** The preview's runs and signals, and no others. */
    private void thenHappens(Reply impact, Supplier<Reply> stop) {
        Set<String> expectedRuns = texts(impact, "runs");
        assertThat(expectedRuns).hasSize(impact.body().at("/counts/runs").asInt());
        Set<String> liveBefore = live();
        int calendarBefore = calendar.signals().size();
        int mailBefore = mail.signals().size();

        stop.get().expect(200, 204);

        int signals = impact.body().at("/counts/signals").asInt();
        Eventually.get(
                "the end of " + expectedRuns + " and " + signals + " signals",
                Duration.ofSeconds(10),
                () -> live().stream().noneMatch(expectedRuns::contains)
                                && calendar.signals().size() + mail.signals().size() - calendarBefore - mailBefore
                                        >= signals
                        ? Optional.of(true)
                        : Optional.empty());
        Set<String> ended = new TreeSet<>(liveBefore);
        ended.removeAll(live());
        assertThat(ended).isEqualTo(expectedRuns);
        Map<String, Set<String>> told = new TreeMap<>();
        told.put("calendar-api", toldOf(calendar, calendarBefore));
        told.put("mail-api", toldOf(mail, mailBefore));
        told.values().removeIf(Set::isEmpty);
        assertThat(told.keySet()).isEqualTo(texts(impact, "receivers"));
        assertThat(told.values().stream().mapToInt(Set::size).sum()).isEqualTo(signals);
        assertThat(told.values()).allSatisfy(runs -> assertThat(expectedRuns).containsAll(runs));
    }

    private static Set<String> toldOf(SignalReceiver receiver, int before) {
        return receiver.signals().stream().skip(before).map(Signal::run).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> live() {
        JsonNode runs =
                realm.admin().agents().runs("state=active&max=100").expect(200).body();
        return StreamSupport.stream(runs.spliterator(), false)
                .map(run -> run.path("id").asText())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> texts(Reply reply, String member) {
        return StreamSupport.stream(reply.body().path(member).spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void assertDead(String... tokens) {
        for (String token : tokens) {
            assertThat(active(token)).isFalse();
        }
    }

    private void assertAlive(String... tokens) {
        for (String token : tokens) {
            assertThat(active(token)).isTrue();
        }
    }

    private static boolean active(String token) {
        boolean mailOnly = Tokens.claims(token).path("aud").toString().contains("mail-api");
        return realm.tokens()
                .introspect(mailOnly ? realm.mailApi() : realm.calendarApi(), token)
                .expect(200)
                .body()
                .path("active")
                .asBoolean();
    }

    private static void assertEnd(String token, String state, String cause) {
        JsonNode row = realm.admin().agents().run(run(token)).expect(200).body();
        assertThat(row.path("state").asText()).isEqualTo(state);
        assertThat(row.path("cause").asText()).isEqualTo(cause);
        JsonNode same = realm.admin()
                .agents()
                .runs("cause_id=" + row.path("cause_id").asText())
                .expect(200)
                .body();
        assertThat(same.findValuesAsText("id")).contains(run(token));
    }

    private String start(String human) {
        return realm.tokens().exchange(planner).subject(human).accessToken();
    }

    private static String run(String token) {
        return Tokens.claims(token).at("/run/id").asText();
    }
}
