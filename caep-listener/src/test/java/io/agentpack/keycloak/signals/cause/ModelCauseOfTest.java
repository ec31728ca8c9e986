package io.agentpack.keycloak.signals.cause;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentpack.keycloak.domain.agent.AgentAttributes;
import io.agentpack.keycloak.domain.revocation.CauseKind;
import io.agentpack.keycloak.ledger.AgentClients;
import io.agentpack.keycloak.ledger.AgentLedgerProvider.Hook;
import io.agentpack.keycloak.ledger.RunRecord;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.models.ClientModel;

class ModelCauseOfTest {
    private static final RunRecord RUN = Runs.startedAt(Instant.EPOCH);
    private static final Map<String, String> PLANNER = Map.of(
            AgentAttributes.AUTHORITY, "delegated",
            AgentAttributes.ENVIRONMENT, "production",
            AgentAttributes.ATTESTERS, "garage##factory");

    @Test
    void anEditThatChangesNothingOfWhatTheAgentMayBeEndsNothing() {
        assertThat(onlyOf(ModelCauseOf.updated(client(true, AgentClients.AUTHENTICATOR, PLANNER))))
                .hasValueSatisfying(only -> assertThat(only.test(RUN)).isFalse());
    }

    @ParameterizedTest
    @CsvSource({
        AgentAttributes.AUTHORITY + ",autonomous",
        AgentAttributes.ENVIRONMENT + ",staging",
        AgentAttributes.ATTESTERS + ",garage"
    })
    void aRunThatTheAgentCouldNotStartNowEnds(String attribute, String value) {
        Map<String, String> changed = new HashMap<>(PLANNER);
        changed.put(attribute, value);
        changed.put(AgentAttributes.OWNER, "olga");

        assertThat(onlyOf(ModelCauseOf.updated(client(true, AgentClients.AUTHENTICATOR, changed))))
                .hasValueSatisfying(only -> assertThat(only.test(RUN)).isTrue());
    }

    @Test
    void aClientThatIsNoAgentAnyMoreLosesItsRuns() {
        assertThat(ModelCauseOf.updated(client(true, "client-secret", PLANNER)))
                .containsExactly(Noticed.of(CauseKind.AGENT_CHANGED, Hook.AGENT, "uuid-planner"));
    }

    @Test
    void aDisabledClientTakesItsRunsAndThoseOnItsTokensWithIt() {
        assertThat(ModelCauseOf.updated(client(false, AgentClients.AUTHENTICATOR, PLANNER)))
                .containsExactly(
                        Noticed.of(CauseKind.AGENT_DISABLED, Hook.AGENT, "uuid-planner"),
                        Noticed.of(CauseKind.SESSION_ENDED, Hook.SUBJECT_CLIENT, "uuid-planner"));
    }

    @Test
    void whatStartedBeforeTheClientsNotBeforeEnds() {
        List<Noticed> noticed = ModelCauseOf.updated(client(true, AgentClients.AUTHENTICATOR, PLANNER, 1_000));

        assertThat(noticed)
                .extracting(Noticed::kind)
                .containsExactly(CauseKind.AGENT_CHANGED, CauseKind.AGENT_DISABLED, CauseKind.SESSION_ENDED);
        assertThat(noticed.subList(1, 3))
                .allSatisfy(each -> assertThat(each.only()).hasValueSatisfying(only -> {
                    assertThat(only.test(Runs.startedAt(Instant.ofEpochSecond(999))))
                            .isTrue();
                    assertThat(only.test(Runs.startedAt(Instant.ofEpochSecond(1_000))))
                            .isFalse();
                }));
    }

    @Test
    void aDeletedPersonTakesTheirRunsWithThem() {
        assertThat(ModelCauseOf.userGone("alice", Optional.empty()))
                .containsExactly(Noticed.of(CauseKind.USER_DISABLED, Hook.SUBJECT, "alice"));
        assertThat(ModelCauseOf.userGone("sa", Optional.of("uuid-planner")))
                .contains(Noticed.of(CauseKind.AGENT_DISABLED, Hook.AGENT, "uuid-planner"));
    }

    private static Optional<Predicate<RunRecord>> onlyOf(List<Noticed> noticed) {
        assertThat(noticed).hasSize(1);
        assertThat(noticed.get(0).kind()).isEqualTo(CauseKind.AGENT_CHANGED);
        return noticed.get(0).only();
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
