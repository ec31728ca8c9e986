package io.agentpack.keycloak.signals.cause;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentpack.keycloak.domain.agent.AgentAttributes;
import io.agentpack.keycloak.domain.revocation.CauseKind;
import io.agentpack.keycloak.ledger.AgentClients;
import io.agentpack.keycloak.ledger.AgentLedgerProvider.Hook;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.keycloak.models.ClientModel;

class ModelCauseOfTest {
    private static final Map<String, String> PLANNER = Map.of(
            AgentAttributes.AUTHORITY, "delegated",
            AgentAttributes.ENVIRONMENT, "production",
            AgentAttributes.ATTESTERS, "garage##factory");

    @Test
    void anEditThatChangesNothingOfWhatTheAgentMayBeEndsNothing() {
        assertThat(updated(client(true, AgentClients.AUTHENTICATOR, PLANNER))).isEmpty();
    }

    @Test
    void runsThatTheAgentCouldNotStartNowEnd() {
        Noticed changed = Noticed.of(CauseKind.AGENT_CHANGED, Hook.AGENT, "uuid-planner");

        assertThat(updatedWith(AgentAttributes.AUTHORITY, "autonomous")).containsExactly(changed);
        assertThat(updatedWith(AgentAttributes.LOCALITY, "local")).containsExactly(changed);
        assertThat(updatedWith(AgentAttributes.ENVIRONMENT, "staging"))
                .containsExactly(changed.and(Hook.ENVIRONMENT, "production"));
        assertThat(updatedWith(AgentAttributes.ATTESTERS, "garage"))
                .containsExactly(changed.and(Hook.ATTESTER, "factory"));
    }

    private static List<Noticed> updatedWith(String attribute, String value) {
        Map<String, String> changed = new HashMap<>(PLANNER);
        changed.put(AgentAttributes.OWNER, "olga");
        changed.put(attribute, value);
        if (value.equals("local")) {
            changed.put(AgentAttributes.ENVIRONMENT, "development");
        }
        return updated(client(true, AgentClients.AUTHENTICATOR, changed));
    }

    @Test
    void aClientThatIsNoAgentAnyMoreLosesItsRuns() {
        assertThat(updated(client(true, "client-secret", PLANNER)))
                .containsExactly(Noticed.of(CauseKind.AGENT_CHANGED, Hook.AGENT, "uuid-planner"));
    }

    @Test
    void aDisabledClientTakesItsRunsAndThoseOnItsTokensWithIt() {
        assertThat(updated(client(false, AgentClients.AUTHENTICATOR, PLANNER)))
                .containsExactly(
                        Noticed.of(CauseKind.AGENT_DISABLED, Hook.AGENT, "uuid-planner"),
                        Noticed.of(CauseKind.SESSION_ENDED, Hook.SUBJECT_CLIENT, "uuid-planner"));
    }

    @Test
    void whatStartedBeforeTheClientsNotBeforeEnds() {
        Instant notBefore = Instant.ofEpochSecond(1_000);

        assertThat(updated(client(true, AgentClients.AUTHENTICATOR, PLANNER, 1_000)))
                .containsExactly(
                        Noticed.of(CauseKind.AGENT_DISABLED, Hook.AGENT, "uuid-planner")
                                .startedBefore(notBefore),
                        Noticed.of(CauseKind.SESSION_ENDED, Hook.SUBJECT_CLIENT, "uuid-planner")
                                .startedBefore(notBefore));
    }

    @Test
    void aDeletedPersonTakesTheirRunsWithThem() {
        assertThat(ModelCauseOf.userGone("alice", Optional.empty()))
                .containsExactly(Noticed.of(CauseKind.USER_DISABLED, Hook.SUBJECT, "alice"));
        assertThat(ModelCauseOf.userGone("sa", Optional.of("uuid-planner")))
                .contains(Noticed.of(CauseKind.AGENT_DISABLED, Hook.AGENT, "uuid-planner"));
    }

    private static List<Noticed> updated(ClientModel client) {
        return ModelCauseOf.updated(client, KnownFacts.QUIET);
    }

    private static ClientModel client(boolean enabled, String authenticator, Map<String, String> attributes) {
        return client(enabled, authenticator, attributes, 0);
    }

    private static ClientModel client(
            boolean enabled, String authenticator, Map<String, String> attributes, int notBefore) {
        return (ClientModel) Proxy.newProxyInstance(
                ModelCauseOfTest.class.getClassLoader(), new Class<?>[] {ClientModel.class}, (self, method, args) -> {
                    switch (method.getName()) {
                        case "getId":
                            return "uuid-planner";
                        case "getClientId":
                            return "planner";
                        case "getNotBefore":
                            return notBefore;
                        case "isEnabled":
                            return enabled;
                        case "getClientAuthenticatorType":
                            return authenticator;
                        case "getAttribute":
                            return attributes.get((String) args[0]);
                        default:
                            throw new UnsupportedOperationException(method.getName());
                    }
                });
    }
}
