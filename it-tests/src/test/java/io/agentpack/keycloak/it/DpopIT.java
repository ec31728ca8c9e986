package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_READ;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.MAIL_SEND;
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
import java.net.URI;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tokens bound to an agent's key, and the mode in which one DPoP proof is also the proof of possession. */
class DpopIT {
    private static final String DPOP = "invalid_dpop_proof";

    private static TestRealm realm;

    private final AgentInstance nightly = realm.instanceOf("nightly");
    private final AgentInstance bound = realm.instanceOf("bound");
    private final AgentInstance planner = realm.instanceOf("planner");

    @BeforeAll
    static void prepare() {
        realm = TestRealm.in(Keycloak.shared(), "dpop")
                .agent(AgentSpec.bounded("nightly", "bob"))
                .agent(AgentSpec.bounded("bound", "bob").with("agent.sender-constrained", "true"))
                .agent(AgentSpec.bounded("keycloak-bound", "bob").with("dpop.bound.access.tokens", "true"))
                .agent(AgentSpec.delegated("planner").with("agent.sender-constrained", "true"))
                .create();
    }

    @Test
    void anAttestationWithADpopProofOfItsKeyGetsATokenBoundToThatKey() {
        Reply reply = start(nightly.withDpop()).expect(200);

        assertThat(reply.string("token_type")).isEqualTo("DPoP");
        assertThat(jkt(reply)).isEqualTo(nightly.thumbprint());
        JsonNode introspected =
                realm.tokens().introspect(realm.mailApi(), reply.accessToken()).body();
        assertThat(introspected.at("/cnf/jkt").asText()).isEqualTo(nightly.thumbprint());
    }

    @Test
    void besideAProofOfPossessionTheDpopProofMayBeOfAnyKey() {
        AgentInstance other = nightly.another();

        Reply reply = start(nightly.and(other.dpopProof())).expect(200);

        assertThat(jkt(reply)).isEqualTo(other.thumbprint());
    }

    @Test
    void withoutDpopTheTokenIsABearerToken() {
        Reply reply = start(nightly).expect(200);

        assertThat(reply.string("token_type")).isEqualTo("Bearer");
        assertThat(Tokens.claims(reply.accessToken()).has("cnf")).isFalse();
    }

    @Test
    void aDpopProofOfAnotherKeyIsNoProofOfPossession() {
        refused("invalid_client_attestation", request -> request.param("client_id", "nightly")
                .header("OAuth-Client-Attestation", nightly.attestation().sign())
                .header("DPoP", nightly.another().dpop("POST", request.url()).sign()));
    }

    @Test
    void aDpopProofAdmitsOnceHoweverItIsUsed() {
        String proof = nightly.dpop("POST", tokenUrl()).sign();
        start(combined(proof)).expect(200);

        refused(DPOP, combined(proof));
        refused(DPOP, nightly.and(request -> request.header("DPoP", proof)));
    }

    @Test
    void anIdThatAnotherKeyHasUsedIsUsed() {
        start(nightly.and(request -> request.header("DPoP", sameId(nightly)))).expect(200);

        refused(DPOP, nightly.and(request -> request.header("DPoP", sameId(nightly.another()))));
    }

    @Test
    void whoMustHaveBoundTokensGetsNoneWithoutAProof() {
        refused(DPOP, bound);
        refused(DPOP, realm.instanceOf("keycloak-bound"));
        assertThat(jkt(start(bound.withDpop()).expect(200))).isEqualTo(bound.thumbprint());
        assertThat(jkt(start(bound.and(bound.dpopProof())).expect(200))).isEqualTo(bound.thumbprint());
        start(realm.instanceOf("keycloak-bound").withDpop()).expect(200);
    }

    @Test
    void toRevokeItsTokenABoundAgentNeedsNoFurtherProof() {
        String token = start(bound.withDpop()).accessToken();

        realm.tokens().revoke(bound, token).expect(200);

        assertThat(realm.tokens()
                        .introspect(realm.mailApi(), token)
                        .body()
                        .path("active")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void anotherEndpointTakesTheProofForItself() {
        String token = start(bound.withDpop()).accessToken();

        realm.tokens().revoke(bound.withDpop(), token).expect(200);
        assertThat(realm.tokens()
                        .revoke(
                                request -> request.param("client_id", "bound")
                                        .header(
                                                "OAuth-Client-Attestation",
                                                bound.attestation().sign())
                                        .header(
                                                "DPoP",
                                                bound.dpop("POST", tokenUrl()).sign()),
                                token)
                        .error())
                .isEqualTo(DPOP);
    }

    @Test
    void aBoundRunIsRenewedByItsOwnKeyOnly() {
        String human = realm.humanToken(realm.alice(), agentScope("planner"), CALENDAR_READ);
        String token =
                realm.tokens().exchange(planner.withDpop()).subject(human).accessToken();
        AgentInstance sameInstanceOtherKey =
                new AgentInstance("planner", planner.id(), planner.another().key(), planner.attester());

        Reply renewed = realm.tokens()
                .exchange(planner.withDpop())
                .subject(token)
                .send()
                .expect(200);

        assertThat(jkt(renewed)).isEqualTo(planner.thumbprint());
        new Watched(realm).refuses(400, DPOP, "TOKEN_EXCHANGE_ERROR", () -> realm.tokens()
                .exchange(sameInstanceOtherKey.withDpop())
                .subject(token)
                .send());
        new Watched(realm).refuses(400, DPOP, "TOKEN_EXCHANGE_ERROR", () -> realm.tokens()
                .exchange(planner)
                .subject(token)
                .send());
    }

    @Test
    void anotherInstanceCantTakeOverARun() {
        String token = start(nightly).accessToken();

        new Watched(realm).refuses(400, "invalid_grant", "TOKEN_EXCHANGE_ERROR", () -> realm.tokens()
                .exchange(nightly.another().withDpop())
                .subject(token)
                .send());
    }

    private static Reply start(ClientAuthentication agent) {
        return realm.tokens().clientCredentials(agent, MAIL_SEND);
    }

    private static void refused(String error, ClientAuthentication agent) {
        new Watched(realm).refuses(400, error, "CLIENT_LOGIN_ERROR", () -> start(agent));
    }

    private ClientAuthentication combined(String proof) {
        return request -> request.param("client_id", "nightly")
                .header("OAuth-Client-Attestation", nightly.attestation().sign())
                .header("DPoP", proof);
    }

    private static String sameId(AgentInstance instance) {
        return instance.dpop("POST", tokenUrl()).claim("jti", "the same").sign();
    }

    private static URI tokenUrl() {
        return realm.tokens().url("/protocol/openid-connect/token");
    }

    private static String jkt(Reply reply) {
        return Tokens.claims(reply.accessToken()).at("/cnf/jkt").asText();
    }
}
