package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_READ;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.agentScope;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentpack.keycloak.it.kit.chromium.AdminConsole;
import io.agentpack.keycloak.it.kit.oauth.JwksServer;
import io.agentpack.keycloak.it.kit.oauth.Tokens;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Keycloak;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** After the one setup call an administrator needs the console only (docs/set-up-an-agent.md), and what they made there works. */
@NeedsChromium
class ConsoleIT {

    @Test
    void anAttesterAndAnAgentMadeInTheConsoleWork() throws Exception {
        TestRealm realm = TestRealm.in(Keycloak.shared(), "console").create();
        realm.admin().agents().setup().expect(200);

        try (JwksServer keys = JwksServer.of(realm.attester());
                AdminConsole console = AdminConsole.signIn(realm.server(), realm.name())) {
            console.addAttester(
                    realm.attester().name(),
                    Map.of(
                            "Issuer", realm.attester().issuer(),
                            "JWKS URL",
                                    realm.server()
                                            .urlOfLocal(keys.port(), "/jwks")
                                            .toString()));
            console.createAgent(
                    "planner",
                    "Holiday planner",
                    "delegated",
                    Map.of("Attesters", realm.attester().name()));
            console.addOptionalScope(realm.admin(), "planner", CALENDAR_READ);
            console.addOptionalScope(realm.admin(), realm.app().clientId(), agentScope("planner"));

            assertThat(console.credentialsField(realm.admin(), "planner", "Attesters"))
                    .isEqualTo(realm.attester().name());
            assertThat(console.credentialsField(realm.admin(), "planner", "Maximum lifetime of a run"))
                    .isEqualTo("3600");
            JsonNode token = Tokens.claims(realm.tokens()
                    .exchange(realm.instanceOf("planner"))
                    .subject(realm.humanToken(realm.alice(), agentScope("planner"), CALENDAR_READ))
                    .accessToken());
            assertThat(token.path("sub").asText()).isEqualTo(realm.alice().id());
            assertThat(token.at("/act/client_id").asText()).isEqualTo("planner");
            assertThat(token.path("scope").asText()).contains(CALENDAR_READ);
        }
    }
}
