package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_READ;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.agentScope;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentpack.keycloak.it.kit.oauth.AgentInstance;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Keycloak;
import io.agentpack.keycloak.it.kit.signals.Answer;
import io.agentpack.keycloak.it.kit.signals.SignalReceiver;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Invariant I8: no token, proof or secret in logs and events, whether things go well or not. */
class LogsCarryNoSecretsIT {

    @Test
    void neitherInTheLogNorInEvents() {
        TestRealm realm = TestRealm.in(Keycloak.shared(), "secrets")
                .agent(AgentSpec.delegated("planner"))
                .create();
        try (SignalReceiver receiver = realm.receiverFor(realm.calendarApi())) {
            receiver.answerNext(Answer.status(500), Answer.status(400));
            AgentInstance planner = realm.instanceOf("planner");
            String attestation = planner.attestation().sign();
            String proof = planner.proof(realm.issuer()).sign();
            String human = realm.humanToken(realm.alice(), agentScope("planner"), CALENDAR_READ);
            String token = realm.tokens()
                    .exchange(planner.presenting(attestation, proof))
                    .subject(human)
                    .accessToken();
            realm.tokens()
                    .exchange(planner.presenting(attestation, proof))
                    .subject(human)
                    .send()
                    .expect(400);
            realm.tokens().exchange(planner).subject(token + "x").send().expect(400);
            realm.tokens().revoke(planner, token).expect(200);

            String written = Keycloak.shared().log() + realm.admin().events().all();
            for (String secret : List.of(attestation, proof, human, token, "push-calendar-api")) {
                assertThat(written).doesNotContain(secret).doesNotContain(lastPart(secret));
            }
        }
    }

    private static String lastPart(String secret) {
        return secret.substring(secret.lastIndexOf('.') + 1);
    }
}
