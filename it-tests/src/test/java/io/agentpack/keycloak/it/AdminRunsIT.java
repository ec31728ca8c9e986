package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_READ;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.MAIL_SEND;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.agentScope;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentpack.keycloak.it.kit.Http;
import io.agentpack.keycloak.it.kit.Json;
import io.agentpack.keycloak.it.kit.Reply;
import io.agentpack.keycloak.it.kit.oauth.Human;
import io.agentpack.keycloak.it.kit.oauth.Tokens;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Keycloak;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What administrators see of agents and runs, and who is an administrator. */
class AdminRunsIT {
    private static TestRealm realm;
    private static String parent;
    private static String child;
    private static String nightly;

    @BeforeAll
    static void prepare() {
        realm = TestRealm.in(Keycloak.shared(), "admin-runs")
                .setting("adminPermissionsEnabled", true)
                .agent(AgentSpec.delegated("planner")
                        .with("agent.delegates", "researcher")
                        .with("agent.delegation.max-depth", "1"))
                .agent(AgentSpec.delegated("researcher"))
                .agent(AgentSpec.bounded("nightly", "bob").with("agent.environment", "staging"))
                .create();
        parent = realm.tokens()
                .exchange(realm.instanceOf("planner"))
                .subject(realm.humanToken(realm.alice(), agentScope("planner"), CALENDAR_READ))
                .run("goal", "Plan the trip")
                .accessToken();
        child = realm.tokens()
                .exchange(realm.instanceOf("researcher"))
                .subject(parent)
                .accessToken();
        nightly = realm.tokens()
                .clientCredentials(realm.instanceOf("nightly"), MAIL_SEND)
                .accessToken();
    }

    @Test
    void agentsAreListedWithWhatRuns() {
        JsonNode agents = realm.admin().agents().agents().expect(200).body();

        assertThat(agents.findValuesAsText("client_id")).containsExactly("nightly", "planner", "researcher");
        JsonNode planner = agents.path(1);
        assertThat(planner.path("authority").asText()).isEqualTo("delegated");
        assertThat(planner.path("environment").asText()).isEqualTo("development");
        assertThat(planner.path("locality").asText()).isEqualTo("remote");
        assertThat(planner.at("/runs/active").asInt()).isEqualTo(1);
        assertThat(planner.path("last_attested").isIntegralNumber()).isTrue();
        assertThat(planner.path("owner_missing").asBoolean(true)).isFalse();
        assertThat(agents.at("/0/owner").asText()).isEqualTo("bob");
        assertThat(ids(realm.admin().agents().agents("first=1&max=1"), "client_id"))
                .containsExactly("planner");
        assertThat(ids(realm.admin().agents().agents("owner=bob"), "client_id")).containsExactly("nightly");
    }

    @Test
    void runsAreFoundByWhatTheyAre() {
        assertThat(found("client=planner")).containsExactly(run(parent));
        assertThat(found("subject=" + realm.alice().id())).containsExactlyInAnyOrder(run(parent), run(child));
        assertThat(found("environment=staging")).containsExactly(run(nightly));
        assertThat(found("root=" + run(parent))).containsExactlyInAnyOrder(run(parent), run(child));
        assertThat(found("state=active&client=researcher")).containsExactly(run(child));
        assertThat(found("state=revoked")).isEmpty();
        assertThat(found("client=nobody")).isEmpty();
        assertThat(found("max=2")).hasSize(2);
        assertThat(found("first=2&max=2")).hasSize(1);
        assertThat(found("max=100000")).hasSize(3);
    }

    @Test
    void aRunAndItsTree() {
        JsonNode run = realm.admin().agents().run(run(parent)).expect(200).body();

        assertThat(run.path("goal").asText()).isEqualTo("Plan the trip");
        assertThat(run.path("chain").toString()).isEqualTo("[\"planner\"]");
        assertThat(realm.admin().agents().run(run(nightly)).expect(200).string("owner"))
                .isEqualTo("bob");
        assertThat(ids(realm.admin().agents().tree(run(parent)), "id")).containsExactly(run(parent), run(child));
        assertThat(ids(realm.admin().agents().tree(run(child)), "id")).containsExactly(run(child));
        assertThat(ids(realm.admin().get("/agents/runs/" + run(parent) + "/tree?first=1&max=1"), "id"))
                .containsExactly(run(child));
    }

    @Test
    void nonsenseIsRefusedAndNeverBreaksAnything() {
        for (String query : new String[] {"state=asleep", "first=x", "max=1e3", "client=%00", "subject=a%0Ab"}) {
            assertThat(realm.admin().agents().runs(query).status()).as(query).isEqualTo(400);
        }
        for (String id : new String[] {"nothing", "%00", "..%2Fx", "x".repeat(300), "%F0%9F%A4%96"}) {
            assertThat(realm.admin().agents().run(id).status()).as(id).isBetween(400, 404);
            assertThat(realm.admin().agents().revoke(id, "x").status()).as(id).isBetween(400, 404);
        }
        assertThat(realm.admin().agents().lineage("nothing").status()).isEqualTo(404);
        assertThat(realm.admin().get("/agents/lineage").status()).isEqualTo(400);
        assertThat(realm.admin().get("/agents/nothing").status()).isEqualTo(404);
        for (String body : new String[] {
            "{",
            "[]",
            "\"x\"",
            "{\"reason\":1}",
            "{\"reason\":\"\\u0000\"}",
            "{\"reason\":\"" + "x".repeat(1025) + "\"}"
        }) {
            for (String action : new String[] {"revoke", "suspend", "resume"}) {
                assertThat(realm.admin()
                                .post("/agents/runs/" + run(nightly) + "/" + action, body)
                                .status())
                        .as(action + " " + body)
                        .isEqualTo(400);
            }
            assertThat(realm.admin().post("/agents/clients/nightly/stop", body).status())
                    .as(body)
                    .isEqualTo(400);
        }
        assertThat(realm.admin().agents().run(run(nightly)).string("state")).isEqualTo("active");
    }

    @Test
    void whoMayOnlyViewSeesAndStopsNothing() {
        String viewer = administrator("viewer", "view-clients");

        for (String path : views()) {
            assertThat(as(viewer, "GET", path).status()).as(path).isEqualTo(200);
        }
        for (String path : acts()) {
            assertThat(as(viewer, "POST", path).status()).as(path).isEqualTo(403);
        }
        assertThat(as(viewer, "GET", "/agents/runs/nothing").status()).isEqualTo(404);
    }

    @Test
    void whoIsNoAdministratorGetsNothing() {
        String nobody = realm.humanToken(realm.alice());
        TestRealm other = TestRealm.in(Keycloak.shared(), "admin-runs-other").create();
        other.admin().users().addClientRole(other.bob().id(), "realm-management", "manage-clients");
        String elsewhere = other.humanToken(other.bob());

        for (String path : views()) {
            assertThat(as(nobody, "GET", path).status()).as(path).isEqualTo(403);
            assertThat(as(elsewhere, "GET", path).status()).as(path).isIn(401, 403);
            assertThat(as(parent, "GET", path).status()).as(path).isEqualTo(403);
            assertThat(as("nonsense", "GET", path).status()).as(path).isEqualTo(401);
            assertThat(Http.get(realm.server().url("/admin/realms/admin-runs" + path))
                            .status())
                    .as(path)
                    .isEqualTo(401);
        }
        for (String path : acts()) {
            assertThat(as(nobody, "POST", path).status()).as(path).isEqualTo(403);
            assertThat(as(elsewhere, "POST", path).status()).as(path).isIn(401, 403);
            assertThat(as(nightly, "POST", path).status()).as(path).isEqualTo(403);
        }
        other.admin().deleteRealm();
    }

    /** Fine-grained admin permissions: view and manage one agent's client, nothing else. */
    @Test
    void whoManagesOneAgentHasPowerOverItsRunsOnly() {
        String keeper = administrator("keeper", "query-clients");
        permit("keeper", "planner");

        assertThat(ids(as(keeper, "GET", "/agents"), "client_id")).containsExactly("planner");
        assertThat(ids(as(keeper, "GET", "/agents/runs"), "id")).containsExactly(run(parent));
        assertThat(as(keeper, "GET", "/agents/runs/" + run(nightly)).status()).isEqualTo(404);
        assertThat(as(keeper, "POST", "/agents/runs/" + run(nightly) + "/revoke")
                        .status())
                .isEqualTo(404);
        assertThat(as(keeper, "POST", "/agents/clients/nightly/stop").status()).isEqualTo(404);
        assertThat(as(keeper, "POST", "/agents/environments/development/stop").status())
                .isEqualTo(403);
        assertThat(as(keeper, "POST", "/agents/runs/" + run(parent) + "/suspend")
                        .status())
                .isEqualTo(204);
        assertThat(as(keeper, "POST", "/agents/runs/" + run(parent) + "/resume").status())
                .isEqualTo(204);
    }

    private static void permit(String username, String agent) {
        String authz = "/clients/" + realm.admin().clients().idOf("admin-permissions") + "/authz/resource-server";
        String policy = realm.admin()
                .post(
                        authz + "/policy/user",
                        Map.of(
                                "name",
                                username,
                                "users",
                                List.of(realm.admin().users().idOf(username))))
                .expect(201)
                .string("id");
        realm.admin()
                .post(
                        authz + "/permission/scope",
                        Json.object(
                                "name", username + " manages " + agent,
                                "resourceType", "Clients",
                                "resources", List.of(realm.admin().clients().idOf(agent)),
                                "scopes", List.of("view", "manage"),
                                "policies", List.of(policy)))
                .expect(201);
    }

    private static String administrator(String username, String role) {
        String id = realm.admin().users().create(username, "password");
        realm.admin().users().addClientRole(id, "realm-management", role);
        return realm.humanToken(new Human(id, username, "password"));
    }

    private static List<String> views() {
        String run = "/agents/runs/" + run(parent);
        return List.of(
                "/agents",
                "/agents/runs",
                run,
                run + "/tree",
                run + "/impact",
                run + "/deliveries",
                "/agents/clients/planner/impact",
                "/agents/users/" + realm.alice().id() + "/impact",
                "/agents/environments/development/impact",
                "/agents/attesters/acme/impact",
                "/agents/lineage?jti="
                        + Http.encode(Tokens.claims(parent).path("jti").asText()));
    }

    private static List<String> acts() {
        String run = "/agents/runs/" + run(parent);
        return List.of(
                run + "/suspend",
                run + "/resume",
                run + "/revoke",
                run + "/deliveries/retry",
                "/agents/clients/planner/stop",
                "/agents/users/" + realm.alice().id() + "/stop",
                "/agents/environments/development/stop",
                "/agents/attesters/acme/stop");
    }

    private static Reply as(String token, String method, String path) {
        return Http.bearer(method, realm.server().url("/admin/realms/admin-runs" + path), token, null);
    }

    private static List<String> found(String query) {
        return ids(realm.admin().agents().runs(query), "id");
    }

    private static List<String> ids(Reply reply, String member) {
        return reply.expect(200).body().findValuesAsText(member);
    }

    private static String run(String token) {
        return Tokens.claims(token).at("/run/id").asText();
    }
}
