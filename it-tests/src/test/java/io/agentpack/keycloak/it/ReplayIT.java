package io.agentpack.keycloak.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentpack.keycloak.it.kit.oauth.AgentInstance;
import io.agentpack.keycloak.it.kit.oauth.ClientAuthentication;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Keycloak;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What admits once admits once, however many ask at the same moment. */
class ReplayIT {
    private static final int USES = 200;

    private static TestRealm realm;
    private static AgentInstance nightly;

    @BeforeAll
    static void prepare() {
        realm = TestRealm.in(Keycloak.shared(), "replay")
                .agent(AgentSpec.bounded("nightly", "bob"))
                .create();
        nightly = realm.instanceOf("nightly");
    }

    @Test
    void aProof() {
        String attestation = nightly.attestation().sign();
        String proof = nightly.proof(realm.issuer()).sign();

        admitsOne(nightly.presenting(attestation, proof), "invalid_client_attestation", "proof: used before");
    }

    @Test
    void aDpopProofWithWhateverElse() {
        String attestation = nightly.attestation().sign();
        String dpop = nightly.dpop("POST", realm.tokens().url("/protocol/openid-connect/token"))
                .sign();

        admitsOne(
                request -> request.param("client_id", "nightly")
                        .header("OAuth-Client-Attestation", attestation)
                        .header("DPoP", dpop),
                "invalid_dpop_proof",
                "DPoP proof: used before");
    }

    @Test
    void aChallengeWithManyProofs() {
        String challenge = realm.tokens().challenge();

        admitsOne(nightly.answering(challenge), "use_attestation_challenge", "challenge: used before");
    }

    private static void admitsOne(ClientAuthentication evidence, String error, String reason) {
        int runsBefore = runs();
        realm.admin().events().clear();

        Race race = Race.of(USES, List.of(realm), evidence);

        assertThat(race.admitted()).isEqualTo(1);
        assertThat(race.refused(error)).isEqualTo(USES - 1);
        assertThat(realm.admin().events().ofType("CLIENT_LOGIN_ERROR"))
                .hasSize(USES - 1)
                .allSatisfy(event ->
                        assertThat(event.at("/details/reason").asText()).isEqualTo(reason));
        assertThat(runs()).isEqualTo(runsBefore + 1);
    }

    private static int runs() {
        return realm.admin().agents().runs("max=100").expect(200).body().size();
    }
}
