package io.agentpack.keycloak.exchange.admin;

import io.agentpack.keycloak.domain.authority.Environment;
import io.agentpack.keycloak.domain.revocation.CauseKind;
import io.agentpack.keycloak.ledger.AgentClients;
import io.agentpack.keycloak.ledger.AgentLedgerProvider.Hook;
import jakarta.ws.rs.NotFoundException;
import java.util.Optional;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** What can be stopped at one stroke, and by which name. */
public enum StopSwitch {
    /** By client id. */
    CLIENT("clients", Hook.AGENT, CauseKind.AGENT_STOPPED) {
        @Override
        public Target target(String name, KeycloakSession session, RealmModel realm, Rights rights) {
            ClientModel agent = rights.seenAgent(
                    Optional.ofNullable(realm.getClientByClientId(name)).filter(AgentClients::isAgent));
            return new Target(agent.getId(), Optional.of(agent));
        }
    },
    /** By Keycloak's id of the user: what runs for them, not what they own. */
    USER("users", Hook.SUBJECT, CauseKind.PERSON_STOPPED) {
        @Override
        public Target target(String name, KeycloakSession session, RealmModel realm, Rights rights) {
            rights.requireViewAll();
            return Optional.ofNullable(session.users().getUserById(realm, name))
                    .map(user -> new Target(user.getId(), Optional.empty()))
                    .orElseThrow(NotFoundException::new);
        }
    },
    ENVIRONMENT("environments", Hook.ENVIRONMENT, CauseKind.ENVIRONMENT_STOPPED) {
        @Override
        public Target target(String name, KeycloakSession session, RealmModel realm, Rights rights) {
            rights.requireViewAll();
            return Environment.of(name)
                    .map(environment -> new Target(environment.name(), Optional.empty()))
                    .orElseThrow(NotFoundException::new);
        }
    },
    /** By the name that agents refer to; it may be gone already. */
    ATTESTER("attesters", Hook.ATTESTER, CauseKind.ATTESTER_STOPPED) {
        @Override
        public Target target(String name, KeycloakSession session, RealmModel realm, Rights rights) {
            rights.requireViewAll();
            return new Target(name, Optional.empty());
        }
    };

    private final String segment;
    private final Hook hook;
    private final CauseKind cause;

    StopSwitch(String segment, Hook hook, CauseKind cause) {
        this.segment = segment;
        this.hook = hook;
        this.cause = cause;
    }

    /** @throws NotFoundException when there is no such thing, or it may not be seen */
    public abstract Target target(String name, KeycloakSession session, RealmModel realm, Rights rights);

    public String segment() {
        return segment;
    }

    public Hook hook() {
        return hook;
    }

    CauseKind cause() {
        return cause;
    }

    /**
     * @param value what runs hang on
     * @param agent the one agent whose runs these are; empty when they may be of any
     */
    public record Target(String value, Optional<ClientModel> agent) {

        public void requireManage(Rights rights) {
            agent.ifPresentOrElse(rights::requireManage, rights::requireManageAll);
        }
    }
}
