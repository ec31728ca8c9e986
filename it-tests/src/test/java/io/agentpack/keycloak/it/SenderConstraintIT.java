package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_READ;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.agentScope;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentpack.keycloak.it.kit.Reply;
import io.agentpack.keycloak.it.kit.oauth.AgentInstance;
import io.agentpack.keycloak.it.kit.oauth.ClientAuthentication;
import io.agentpack.keycloak.it.kit.oauth.Tokens;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Keycloak;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A token that is bound to a key is handed on to whom its holder named, and comes out bound to the new actor's key. */
class SenderConstraintIT {
    private static TestRealm realm;
    private final AgentInstance phone = realm.instanceOf("app");
    private final AgentInstance planner = realm.instanceOf("planner");
    private final AgentInstance researcher = realm.instanceOf("researcher");

    @BeforeAll
    static void prepare() {
        realm = TestRealm.in(Keycloak.shared(), "sender-constraint")
                .agent(AgentSpec.delegated("planner")
                        .with("agent.delegates", "researcher")
                        .with("agent.delegation.max-depth", "1"))
                .agent(AgentSpec.delegated("researcher"))
                .agent(AgentSpec.delegated("presumer").with("agent.consent", "implied"))
                .create();
        realm.admin().scopes().create("for-presumer", "presumer");
        realm.admin().clients().addOptionalScope("app", "for-presumer");
    }

    @Test
    void aHumansBoundTokenThatNamesTheAgentIsBoundToTheAgentsKey() {
        String human = bound(agentScope("planner"));
        assertThat(jkt(human)).isEqualTo(phone.thumbprint());

        String token =
                realm.tokens().exchange(withProof(planner)).subject(human).accessToken();

        assertThat(jkt(token)).isEqualTo(planner.thumbprint());
    }

    @Test
    void whatIsMadeFromABoundTokenIsNeverABearerToken() {
        String human = bound(agentScope("planner"));
        refused(
                "invalid_dpop_proof",
                () -> realm.tokens().exchange(planner).subject(human).send());

        String parent =
                realm.tokens().exchange(withProof(planner)).subject(human).accessToken();
        refused(
                "invalid_dpop_proof",
                () -> realm.tokens().exchange(researcher).subject(parent).send());
    }

    @Test
    void aBoundTokenThatDoesNotNameTheAgentIsNotForIt() {
        String human = bound("for-presumer");

        refused("actor_unauthorized", () -> realm.tokens()
                .exchange(withProof(realm.instanceOf("presumer")))
                .subject(human)
                .send());
        realm.tokens()
                .exchange(realm.instanceOf("presumer"))
                .subject(realm.humanToken(realm.alice(), "for-presumer"))
                .send()
                .expect(200);
    }

    @Test
    void aRunsBoundTokenIsHandedOverToADelegateAndBoundToItsKey() {
        String parent = realm.tokens()
                .exchange(withProof(planner))
                .subject(bound(agentScope("planner")))
                .accessToken();

        JsonNode child = Tokens.claims(
                realm.tokens().exchange(withProof(researcher)).subject(parent).accessToken());

        assertThat(child.at("/cnf/jkt").asText()).isEqualTo(researcher.thumbprint());
        assertThat(child.at("/act/act/client_id").asText()).isEqualTo("planner");
    }

    @Test
    void onlyTheKeyOfTheTokenRenewsIt() {
        String token = realm.tokens()
                .exchange(withProof(planner))
                .subject(bound(agentScope("planner")))
                .accessToken();
        AgentInstance thief = planner.another();

        refused("invalid_dpop_proof", () -> realm.tokens()
                .exchange(request -> {
                    planner.authenticate(request);
                    thief.dpopProof().authenticate(request);
                })
                .subject(token)
                .send());
        assertThat(jkt(realm.tokens()
                        .exchange(withProof(planner))
                        .subject(token)
                        .accessToken()))
                .isEqualTo(planner.thumbprint());
    }

    private String bound(String scope) {
        Reply reply = realm.tokens()
                .grant("password")
                .by(realm.app())
                .by(phone.dpopProof())
                .param("username", realm.alice().username())
                .param("password", realm.alice().password())
                .scope("openid", scope, CALENDAR_READ)
                .send();
        return reply.accessToken();
    }

    private static ClientAuthentication withProof(AgentInstance agent) {
        return request -> {
            agent.authenticate(request);
            agent.dpopProof().authenticate(request);
        };
    }

    private static String jkt(String token) {
        return Tokens.claims(token).at("/cnf/jkt").asText();
    }

    private static void refused(String error, Supplier<Reply> request) {
        new Watched(realm).refuses(400, error, "TOKEN_EXCHANGE_ERROR", request);
    }
}
