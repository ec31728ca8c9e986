package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_READ;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.agentScope;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentpack.keycloak.it.kit.Eventually;
import io.agentpack.keycloak.it.kit.Reply;
import io.agentpack.keycloak.it.kit.oauth.AgentInstance;
import io.agentpack.keycloak.it.kit.oauth.Tokens;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Cluster;
import io.agentpack.keycloak.it.kit.server.ClusterNode;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A node to which no message of the cluster ever comes, with everything in its own caches, still refuses within two seconds. */
@OnCluster
class DeafNodeClusterIT {
    private static final Duration BOUND = Duration.ofSeconds(2);

    private static TestRealm realm;
    private static TestRealm deaf;
    private static ClusterNode node;

    @BeforeAll
    static void prepare() {
        realm = TestRealm.in(Cluster.shared().first(), "deaf")
                .agent(AgentSpec.delegated("planner")
                        .with("agent.delegates", "researcher")
                        .with("agent.delegation.max-depth", "1"))
                .agent(AgentSpec.delegated("researcher"))
                .create();
        node = Cluster.shared().deaf();
        deaf = realm.on(node);
    }

    @AfterAll
    static void close() {
        if (node != null) {
            node.close();
        }
    }

    @Test
    void itRefusesWhatItHasInItsCachesAsAlive() {
        AgentInstance planner = realm.instanceOf("planner");
        String human = realm.humanToken(realm.alice(), agentScope("planner"), CALENDAR_READ);
        String parent = realm.tokens().exchange(planner).subject(human).accessToken();
        String child = realm.tokens()
                .exchange(realm.instanceOf("researcher"))
                .subject(parent)
                .accessToken();
        assertThat(active(parent)).isTrue();
        assertThat(active(child)).isTrue();

        realm.admin()
                .agents()
                .revoke(Tokens.claims(parent).at("/run/id").asText(), "test")
                .expect(204);
        long stopped = System.nanoTime();

        Eventually.get("refusal", BOUND, () -> active(child) ? Optional.empty() : Optional.of(true));
        System.out.println("[deaf] refused after "
                + Duration.ofNanos(System.nanoTime() - stopped).toMillis() + " ms");
        assertThat(active(parent)).isFalse();
        // A server that has just started with an empty memory takes no proof that may have been used before it.
        Eventually.get("a refused renewal", Duration.ofSeconds(15), () -> {
            Reply renewal = deaf.tokens().exchange(planner).subject(parent).send();
            assertThat(renewal.status()).isEqualTo(400);
            return "invalid_grant".equals(renewal.error()) ? Optional.of(true) : Optional.empty();
        });
    }

    private static boolean active(String token) {
        return deaf.tokens()
                .introspect(deaf.calendarApi(), token)
                .expect(200)
                .body()
                .path("active")
                .asBoolean();
    }
}
