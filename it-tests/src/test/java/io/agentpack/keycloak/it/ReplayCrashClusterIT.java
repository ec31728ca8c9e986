package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.kit.realm.TestRealm.MAIL_SEND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.agentpack.keycloak.it.kit.Reply;
import io.agentpack.keycloak.it.kit.oauth.AgentInstance;
import io.agentpack.keycloak.it.kit.oauth.ClientAuthentication;
import io.agentpack.keycloak.it.kit.oauth.FormRequest;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Cluster;
import io.agentpack.keycloak.it.kit.server.ClusterNode;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Nodes are one memory of what was used, also when one of them dies; and when all have, nobody trusts what was made before. {@code mvn -Pcrash
 * verify}, because starting nodes again takes a minute or two.
 */
@OnCluster
@EnabledIfSystemProperty(named = "crash.rounds", matches = "[1-9]\\d*")
class ReplayCrashClusterIT {
    /** A proof lives 60 s and may be dated 10 s ahead. */
    private static final int AHEAD = 8;

    private static Cluster cluster;
    private static TestRealm one;
    private static TestRealm two;
    private static AgentInstance nightly;

    @BeforeAll
    static void prepare() {
        cluster = Cluster.shared();
        one = TestRealm.in(cluster.first(), "replay-crash")
                .agent(AgentSpec.bounded("nightly", "bob"))
                .create();
        two = one.on(cluster.second());
        nightly = one.instanceOf("nightly");
    }

    @Test
    void theOtherNodeKnowsWhatADeadOneHasAdmitted() {
        ClientAuthentication used = proof(Instant.now().plusSeconds(AHEAD));
        ClientAuthentication unused = proof(Instant.now().plusSeconds(AHEAD));
        start(one, used).expect(200);

        cluster.first().kill();
        try {
            refused(two, used, "proof: used before");
            start(two, nightly).expect(200);
        } finally {
            cluster.first().start();
        }
        assumeInTime(used);
        refused(one, used, "proof: used before");
        assertThat(start(one, unused).status())
                .as("a node that joins refuses nothing that was made before it started")
                .isEqualTo(200);
    }

    @Test
    void afterAllHaveDiedWhatWasMadeBeforeIsRefused() {
        ClientAuthentication used = proof(Instant.now().plusSeconds(AHEAD));
        ClientAuthentication unused = proof(Instant.now().plusSeconds(AHEAD));
        start(two, used).expect(200);

        cluster.nodes().forEach(ClusterNode::kill);
        cluster.second().start();
        try {
            assumeInTime(used);
            String reason = "proof: from before the server knew what was used";
            refused(two, used, reason);
            refused(two, unused, reason);
            start(two, nightly).expect(200);
        } finally {
            cluster.nodes().stream().filter(node -> node != cluster.second()).forEach(ClusterNode::start);
        }
        start(one, nightly).expect(200);
    }

    /** Made once, at this time. */
    private static ClientAuthentication proof(Instant at) {
        return new Dated(
                nightly.attestation().claim("exp", at.getEpochSecond() + 290).sign(),
                nightly.proof(one.issuer()).claim("iat", at.getEpochSecond()).sign(),
                at);
    }

    private record Dated(String attestation, String proof, Instant at) implements ClientAuthentication {
        @Override
        public void authenticate(FormRequest request) {
            nightly.presenting(attestation, proof).authenticate(request);
        }
    }

    /** On a machine that takes a minute to start a node, the proof is refused for its age anyway. */
    private static void assumeInTime(ClientAuthentication proof) {
        assumeThat(Instant.now()).isBefore(((Dated) proof).at().plusSeconds(55));
    }

    private static Reply start(TestRealm node, ClientAuthentication evidence) {
        return node.tokens().clientCredentials(evidence, MAIL_SEND);
    }

    private static void refused(TestRealm node, ClientAuthentication evidence, String reason) {
        Reply reply = start(node, evidence);

        assertThat(reply.status()).as(reply.toString()).isEqualTo(400);
        assertThat(reply.error()).isEqualTo("invalid_client_attestation");
        assertThat(node.admin()
                        .events()
                        .last("CLIENT_LOGIN_ERROR")
                        .at("/details/reason")
                        .asText())
                .isEqualTo(reason);
    }
}
