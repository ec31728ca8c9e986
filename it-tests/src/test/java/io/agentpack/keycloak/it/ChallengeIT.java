package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.kit.realm.TestRealm.MAIL_SEND;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentpack.keycloak.it.kit.Http;
import io.agentpack.keycloak.it.kit.Reply;
import io.agentpack.keycloak.it.kit.oauth.AgentInstance;
import io.agentpack.keycloak.it.kit.oauth.ClientAuthentication;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Keycloak;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Freshness that the server asks for: challenges for proofs of possession, nonces for DPoP proofs. */
class ChallengeIT {
    private static final String CHALLENGE = "use_attestation_challenge";
    private static final String NONCE = "use_dpop_nonce";

    private static TestRealm realm;
    private final AgentInstance challenged = realm.instanceOf("challenged");
    private final AgentInstance usual = realm.instanceOf("usual");

    @BeforeAll
    static void prepare() {
        realm = TestRealm.in(Keycloak.shared(), "challenge")
                .agent(AgentSpec.bounded("challenged", "bob").with("agent.challenge", "required"))
                .agent(AgentSpec.bounded("usual", "bob"))
                .agent(AgentSpec.bounded("unchallenged", "bob").with("agent.challenge", "off"))
                .create();
    }

    @Test
    void anybodyGetsAChallengeThatNobodyStores() {
        Reply reply = realm.tokens().form("/agents/challenge").send().expect(200);

        assertThat(reply.string("attestation_challenge")).isNotBlank();
        assertThat(reply.header("Cache-Control")).contains("no-store");
        assertThat(reply.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/json");
        assertThat(reply.header("DPoP-Nonce")).contains(reply.string("attestation_challenge"));
        assertThat(realm.tokens().challenge()).isNotEqualTo(reply.string("attestation_challenge"));
        assertThat(Http.get(realm.tokens().url("/agents/challenge")).status()).isEqualTo(405);
    }

    @Test
    void aChallengedAgentGetsInWithAChallengeOnly() {
        Reply refused = refused(CHALLENGE, challenged);
        String challenge = refused.header("OAuth-Client-Attestation-Challenge").orElseThrow();

        start(challenged.answering(challenge)).expect(200);
    }

    @Test
    void aChallengeIsSpentByItsFirstUse() {
        String challenge = realm.tokens().challenge();
        start(challenged.answering(challenge)).expect(200);

        Reply refused = refused(CHALLENGE, challenged.answering(challenge));

        assertThat(refused.header("OAuth-Client-Attestation-Challenge"))
                .isPresent()
                .isNotEqualTo(Optional.of(challenge));
        refused(CHALLENGE, realm.instanceOf("usual").answering(challenge));
    }

    @Test
    void aReplayedProofIsAReplayEvenWhenItAnswersAChallenge() {
        String attestation = challenged.attestation().sign();
        String proof = challenged
                .proof(realm.issuer())
                .claim("challenge", realm.tokens().challenge())
                .sign();
        start(challenged.presenting(attestation, proof)).expect(200);

        refused("invalid_client_attestation", challenged.presenting(attestation, proof));
    }

    @Test
    void aMadeUpChallengeIsRefusedAlsoWhereNoneIsNeeded() {
        refused(CHALLENGE, challenged.answering("made-up"));
        refused(CHALLENGE, usual.answering("made-up"));
        start(usual).expect(200);
        start(usual.answering(realm.tokens().challenge())).expect(200);
        start(realm.instanceOf("unchallenged").answering("made-up")).expect(200);
    }

    @Test
    void aChallengeOfAnotherRealmIsUnknown() {
        TestRealm other = TestRealm.in(Keycloak.shared(), "challenge-other").create();

        refused(CHALLENGE, challenged.answering(other.tokens().challenge()));
    }

    @Test
    void inCombinedModeTheChallengeIsTheNonceOfTheDpopProof() {
        Reply refused = refused(NONCE, challenged.withDpop());
        String nonce = refused.header("DPoP-Nonce").orElseThrow();

        start(combined(challenged, nonce)).expect(200);
        refused(NONCE, combined(challenged, nonce));
        refused(NONCE, combined(challenged, "made-up"));
    }

    @Test
    void wrongEvidenceIsNotRewardedWithAChallenge() {
        Reply refused = refused(
                "invalid_client_attestation",
                challenged.presenting(UnaryOperator.identity(), proof -> proof.claim("aud", "https://elsewhere")));

        assertThat(refused.header("OAuth-Client-Attestation-Challenge")).isEmpty();
    }

    private static ClientAuthentication combined(AgentInstance agent, String nonce) {
        return request -> request.param("client_id", agent.clientId())
                .header("OAuth-Client-Attestation", agent.attestation().sign())
                .header(
                        "DPoP",
                        agent.dpop("POST", request.url()).claim("nonce", nonce).sign());
    }

    private static Reply start(ClientAuthentication agent) {
        return realm.tokens().clientCredentials(agent, MAIL_SEND);
    }

    private static Reply refused(String error, ClientAuthentication agent) {
        Reply[] reply = new Reply[1];
        new Watched(realm).refuses(400, error, "CLIENT_LOGIN_ERROR", () -> reply[0] = start(agent));
        return reply[0];
    }
}
