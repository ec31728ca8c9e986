package io.agentpack.keycloak.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentpack.keycloak.it.kit.oauth.AgentInstance;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Cluster;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two nodes are one memory of what was used. */
@OnCluster
class ReplayClusterIT {
    private static final int USES = 1_000;

    @Test
    void aThousandUsesOfOneProofOnBothNodesAdmitOne() {
        TestRealm one = TestRealm.in(Cluster.shared().first(), "replay")
                .agent(AgentSpec.bounded("nightly", "bob"))
                .create();
        TestRealm two = one.on(Cluster.shared().second());
        AgentInstance nightly = one.instanceOf("nightly");
        String attestation = nightly.attestation().sign();
        String proof = nightly.proof(one.issuer()).sign();

        Race race = Race.of(USES, List.of(one, two), nightly.presenting(attestation, proof));

        assertThat(race.admitted()).isEqualTo(1);
        assertThat(race.refused("invalid_client_attestation")).isEqualTo(USES - 1);
        assertThat(one.admin().agents().runs("max=100").expect(200).body()).hasSize(1);
    }
}
