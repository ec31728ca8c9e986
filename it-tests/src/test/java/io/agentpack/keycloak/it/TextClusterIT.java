package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_READ;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.MAIL_SEND;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.agentScope;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentpack.keycloak.it.kit.Reply;
import io.agentpack.keycloak.it.kit.oauth.AgentInstance;
import io.agentpack.keycloak.it.kit.oauth.Tokens;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Cluster;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** PostgreSQL keeps no NUL in a text: wherever one is sent, it is the sender's fault. */
@OnCluster
class TextClusterIT {
    private static TestRealm realm;

    private final AgentInstance nightly = realm.instanceOf("nightly");
    private final AgentInstance planner = realm.instanceOf("planner");

    @BeforeAll
    static void prepare() {
        realm = TestRealm.in(Cluster.shared().first(), "text")
                .agent(AgentSpec.bounded("nightly", "bob"))
                .agent(AgentSpec.delegated("planner"))
                .create();
        realm.admin()
                .components()
                .configure(realm.attester().name(), Map.of("runClaim", List.of("build")))
                .expect(204);
    }

    @Test
    void inEvidence() {
        for (String claim : List.of("client_instance_id", "build", "sub")) {
            for (String text : List.of("a\0b", "\0")) {
                Reply reply = realm.tokens()
                        .clientCredentials(
                                nightly.presenting(jwt -> jwt.claim(claim, text), UnaryOperator.identity()), MAIL_SEND);

                assertThat(reply.status()).as(claim + " " + reply).isEqualTo(400);
                assertThat(reply.error()).isEqualTo("invalid_client_attestation");
            }
        }
    }

    @Test
    void inEvidenceThatAloneNamesTheAgent() {
        Reply reply = realm.tokens()
                .clientCredentials(
                        request -> request.header(
                                        "OAuth-Client-Attestation",
                                        nightly.attestation()
                                                .claim("sub", "nightly\0")
                                                .sign())
                                .header(
                                        "OAuth-Client-Attestation-PoP",
                                        nightly.proof(realm.issuer()).sign()),
                        MAIL_SEND);

        assertThat(reply.status()).as(reply.toString()).isEqualTo(401);
        assertThat(reply.error()).isEqualTo("invalid_client");
    }

    @Test
    void inGoalsAndReasons() {
        String human = realm.humanToken(realm.alice(), agentScope("planner"), CALENDAR_READ);

        Reply reply = realm.tokens()
                .exchange(planner)
                .subject(human)
                .run("goal", "tidy\0up")
                .send();

        assertThat(reply.error()).as(reply.toString()).isEqualTo("invalid_authorization_details");
        String token = realm.tokens()
                .exchange(planner)
                .subject(human)
                .run("goal", "tidy up, Größe \uD83E\uDD16")
                .accessToken();
        String run = Tokens.claims(token).at("/run/id").asText();
        assertThat(realm.runs(token).complete(run, "done\0").status()).isEqualTo(400);
        assertThat(realm.admin().agents().revoke(run, "no\0").status()).isEqualTo(400);
        assertThat(realm.runs(token).complete(run, "done \uD83E\uDD16").status())
                .isEqualTo(204);
    }
}
