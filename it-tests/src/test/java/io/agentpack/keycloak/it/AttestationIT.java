package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.kit.realm.TestRealm.MAIL_SEND;

import io.agentpack.keycloak.it.kit.oauth.AgentInstance;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Keycloak;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An attestation gets its agent in. What must not is in {@link io.agentpack.keycloak.it.refusals.EvidenceRefusalsIT}. */
class AttestationIT {
    private static TestRealm realm;
    private static AgentInstance nightly;

    @BeforeAll
    static void prepare() {
        realm = TestRealm.in(Keycloak.shared(), "attestation")
                .agent(AgentSpec.bounded("nightly", "bob"))
                .agent(AgentSpec.bounded("picky", "bob").with("agent.required-claims", "team=blue"))
                .create();
        nightly = realm.instanceOf("nightly");
    }

    @Test
    void anAttestationAdmitsAsOftenAsThereAreProofs() {
        String attestation = nightly.attestation().sign();

        realm.tokens()
                .clientCredentials(nightly.presenting(attestation, good()), MAIL_SEND)
                .expect(200);
        realm.tokens()
                .clientCredentials(nightly.presenting(attestation, good()), MAIL_SEND)
                .expect(200);
    }

    @Test
    void theClientIdMayBeLeftToTheEvidence() {
        realm.tokens()
                .clientCredentials(
                        request -> request.header(
                                        "OAuth-Client-Attestation",
                                        nightly.attestation().sign())
                                .header("OAuth-Client-Attestation-PoP", good()),
                        MAIL_SEND)
                .expect(200);
    }

    @Test
    void theClaimThatSettingsRequireLetsIn() {
        AgentInstance picky = realm.instanceOf("picky");

        realm.tokens()
                .clientCredentials(
                        picky.presenting(jwt -> jwt.claim("team", "blue"), UnaryOperator.identity()), MAIL_SEND)
                .expect(200);
    }

    private static String good() {
        return nightly.proof(realm.issuer()).sign();
    }
}
