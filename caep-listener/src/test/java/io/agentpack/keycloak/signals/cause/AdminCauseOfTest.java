package io.agentpack.keycloak.signals.cause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.keycloak.events.admin.OperationType.ACTION;
import static org.keycloak.events.admin.OperationType.CREATE;
import static org.keycloak.events.admin.OperationType.DELETE;
import static org.keycloak.events.admin.OperationType.UPDATE;

import io.agentpack.keycloak.domain.revocation.CauseKind;
import io.agentpack.keycloak.ledger.AgentLedgerProvider.Hook;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.events.admin.OperationType;
import org.keycloak.events.admin.ResourceType;

class AdminCauseOfTest {
    @Test
    void deletingASessionEndsWhatStandsOnItOrIsIt() {
        assertThat(noticed(DELETE, ResourceType.USER_SESSION, "sessions/sid-1"))
                .containsExactly(
                        Noticed.of(CauseKind.ADMIN_LOGOUT, Hook.HUMAN_SESSION, "sid-1"),
                        Noticed.of(CauseKind.RUN_SESSION_ENDED, Hook.RUN_SESSION, "sid-1"));
    }

    @Test
    void signingAPersonOutEndsEverythingForThem() {
        assertThat(noticed(ACTION, ResourceType.USER, "users/alice/logout"))
                .containsExactly(Noticed.of(CauseKind.ADMIN_LOGOUT, Hook.SUBJECT, "alice"));
    }

    @Test
    void withdrawingAConsentNeedsPersonAndClient() {
        assertThat(noticed(ACTION, ResourceType.USER, "users/alice/consents/app"))
                .isEqualTo(CauseOf.consentWithdrawn("alice", Optional.of("uuid-app")))
                .hasSize(2);
        assertThat(noticed(ACTION, ResourceType.USER, "users/alice/consents/unknown"))
                .isEmpty();
    }

    @Test
    void editingAPersonEndsNothingUnlessTheyAreDisabledNow() {
        assertThat(noticed(UPDATE, ResourceType.USER, "users/alice")).isEmpty();

        KnownFacts disabled = new KnownFacts(true, Optional.empty(), Set.of("alice", "sa-planner"));
        assertThat(noticed(UPDATE, ResourceType.USER, "users/alice", disabled))
                .containsExactly(Noticed.of(CauseKind.USER_DISABLED, Hook.SUBJECT, "alice"));
        assertThat(noticed(UPDATE, ResourceType.USER, "users/sa-planner", disabled))
                .containsExactly(
                        Noticed.of(CauseKind.USER_DISABLED, Hook.SUBJECT, "sa-planner"),
                        Noticed.of(CauseKind.AGENT_DISABLED, Hook.AGENT, "uuid-planner"));
        assertThat(noticed(UPDATE, ResourceType.USER, "users/alice/groups/g", disabled))
                .isEmpty();
    }

    @Test
    void signingEveryoneOutOrDisablingTheRealmEndsAll() {
        Noticed all = Noticed.of(CauseKind.REALM_LOGOUT, Hook.REALM, "realm-1");
        KnownFacts off = new KnownFacts(false, Optional.empty(), Set.of());

        assertThat(noticed(ACTION, ResourceType.REALM, "logout-all")).containsExactly(all);
        assertThat(noticed(UPDATE, ResourceType.REALM, null, off)).containsExactly(all);
        assertThat(noticed(UPDATE, ResourceType.REALM, null)).isEmpty();
    }

    @Test
    void aPushedNotBeforeEndsOnlyWhatStartedBefore() {
        Instant notBefore = Instant.ofEpochSecond(1_000);
        KnownFacts facts = new KnownFacts(true, Optional.of(notBefore), Set.of());

        assertThat(noticed(ACTION, ResourceType.REALM, "push-revocation", facts))
                .containsExactly(Noticed.of(CauseKind.REALM_LOGOUT, Hook.REALM, "realm-1")
                        .startedBefore(notBefore));
        assertThat(noticed(ACTION, ResourceType.REALM, "push-revocation")).isEmpty();
    }

    @Test
    void anAttesterThatIsDeletedOrSwitchedOffVouchesForNobody() {
        assertThat(noticed(DELETE, ResourceType.COMPONENT, "components/c-on"))
                .containsExactly(Noticed.of(CauseKind.ATTESTER_WITHDRAWN, Hook.ATTESTER, "factory"));
        assertThat(noticed(UPDATE, ResourceType.COMPONENT, "components/c-off"))
                .containsExactly(Noticed.of(CauseKind.ATTESTER_WITHDRAWN, Hook.ATTESTER, "garage"));
        assertThat(noticed(UPDATE, ResourceType.COMPONENT, "components/c-on")).isEmpty();
        assertThat(noticed(DELETE, ResourceType.COMPONENT, "components/other")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "REALM_ROLE_MAPPING,users/alice/role-mappings/realm",
        "CLIENT_ROLE_MAPPING,users/alice/role-mappings/clients/c",
        "GROUP_MEMBERSHIP,users/alice/groups/g"
    })
    void whatIsTakenFromAPersonEndsTheRunsThatHoldIt(ResourceType type, String path) {
        List<Noticed> noticed = noticed(DELETE, type, path);

        assertThat(noticed).hasSize(1);
        assertThat(noticed.get(0).kind()).isEqualTo(CauseKind.RIGHTS_LOST);
        assertThat(noticed.get(0).only()).hasValueSatisfying(only -> {
            assertThat(only.test(Runs.startedAt(Instant.EPOCH))).isTrue();
            assertThat(only.test(Runs.startedAt(Instant.EPOCH.plusSeconds(1)))).isFalse();
        });
        assertThat(noticed(CREATE, type, path)).isEmpty();
    }

    @Test
    void otherThingsEndNothing() {
        assertThat(noticed(CREATE, ResourceType.USER, "users/alice")).isEmpty();
        assertThat(noticed(ACTION, ResourceType.CLIENT, "clients/c/logout-all")).isEmpty();
        AdminEvent failed = event(ACTION, ResourceType.REALM, "logout-all");
        failed.setError("no");
        assertThat(AdminCauseOf.event(failed, KnownFacts.QUIET)).isEmpty();
    }

    private static List<Noticed> noticed(OperationType operation, ResourceType type, String path) {
        return noticed(operation, type, path, KnownFacts.QUIET);
    }

    private static List<Noticed> noticed(OperationType operation, ResourceType type, String path, Facts facts) {
        return AdminCauseOf.event(event(operation, type, path), facts);
    }

    private static AdminEvent event(OperationType operation, ResourceType type, String path) {
        AdminEvent event = new AdminEvent();
        event.setOperationType(operation);
        event.setResourceType(type);
        event.setResourcePath(path);
        return event;
    }
}
