package io.agentpack.keycloak.signals.cause;

import static io.agentpack.keycloak.domain.revocation.CauseKind.ADMIN_LOGOUT;
import static io.agentpack.keycloak.domain.revocation.CauseKind.AGENT_DISABLED;
import static io.agentpack.keycloak.domain.revocation.CauseKind.ATTESTER_WITHDRAWN;
import static io.agentpack.keycloak.domain.revocation.CauseKind.REALM_LOGOUT;
import static io.agentpack.keycloak.domain.revocation.CauseKind.RIGHTS_LOST;
import static io.agentpack.keycloak.domain.revocation.CauseKind.RUN_SESSION_ENDED;
import static io.agentpack.keycloak.domain.revocation.CauseKind.USER_DISABLED;

import io.agentpack.keycloak.ledger.AgentLedgerProvider.Hook;
import io.agentpack.keycloak.ledger.AuditDetail;
import java.util.List;
import java.util.stream.Stream;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.events.admin.OperationType;

/** The table of admin events that end runs. Deleted users and clients are model events: see {@link ModelCauseOf}. */
final class AdminCauseOf {
    private AdminCauseOf() {}

    static List<Noticed> event(AdminEvent event, Facts facts) {
        if (event.getError() != null
                || event.getResourceType() == null
                || (event.getDetails() != null && event.getDetails().containsKey(AuditDetail.CAUSE))) {
            return List.of();
        }
        OperationType operation = event.getOperationType();
        Path path = new Path(event.getResourcePath());
        return switch (event.getResourceType()) {
            case USER_SESSION ->
                operation == OperationType.DELETE && path.is("sessions", "*")
                        ? CauseOf.session(path.at(1), ADMIN_LOGOUT, RUN_SESSION_ENDED)
                        : List.of();
            case USER -> user(operation, path, facts);
            case REALM -> realm(operation, path, facts);
            case REALM_ROLE_MAPPING, CLIENT_ROLE_MAPPING, GROUP_MEMBERSHIP ->
                operation == OperationType.DELETE && path.starts("users", "*")
                        ? rightsLost(path.at(1), facts)
                        : List.of();
            case COMPONENT -> component(operation, path, facts);
            default -> List.of();
        };
    }

    private static List<Noticed> user(OperationType operation, Path path, Facts facts) {
        if (operation == OperationType.ACTION && path.is("users", "*", "logout")) {
            return List.of(Noticed.of(ADMIN_LOGOUT, Hook.SUBJECT, path.at(1)));
        }
        if (operation == OperationType.ACTION && path.is("users", "*", "consents", "*")) {
            return CauseOf.consentWithdrawn(path.at(1), facts.clientUuid(path.at(3)));
        }
        if (operation == OperationType.UPDATE && path.is("users", "*") && facts.isDisabled(path.at(1))) {
            return Stream.concat(
                            Stream.of(Noticed.of(USER_DISABLED, Hook.SUBJECT, path.at(1))),
                            facts.clientOfServiceAccount(path.at(1)).stream()
                                    .map(client -> Noticed.of(AGENT_DISABLED, Hook.AGENT, client)))
                    .toList();
        }
        return List.of();
    }

    private static List<Noticed> rightsLost(String userId, Facts facts) {
        return List.of(Noticed.of(RIGHTS_LOST, Hook.SUBJECT, userId).only(facts::holdsLostRight));
    }

    private static List<Noticed> realm(OperationType operation, Path path, Facts facts) {
        Noticed all = Noticed.of(REALM_LOGOUT, Hook.REALM, facts.realmId());
        if (operation == OperationType.ACTION && path.is("logout-all")) {
            return List.of(all);
        }
        if (operation == OperationType.ACTION && path.is("push-revocation")) {
            return facts.notBefore().stream().map(all::startedBefore).toList();
        }
        return operation == OperationType.UPDATE && !facts.realmIsEnabled() ? List.of(all) : List.of();
    }

    /** Keycloak reports the deletion of a component just before it happens, so that its name is still known. */
    private static List<Noticed> component(OperationType operation, Path path, Facts facts) {
        if (!path.is("components", "*")) {
            return List.of();
        }
        return facts.attester(path.at(1)).stream()
                .filter(attester -> operation == OperationType.DELETE || !attester.enabled())
                .map(attester -> Noticed.of(ATTESTER_WITHDRAWN, Hook.ATTESTER, attester.name()))
                .toList();
    }

    /** A resource path, as in {@code users/<id>/logout}. */
    private record Path(List<String> parts) {
        Path(String path) {
            this(path == null ? List.of() : List.of(path.split("/")));
        }

        boolean is(String... pattern) {
            return parts.size() == pattern.length && starts(pattern);
        }

        boolean starts(String... pattern) {
            if (parts.size() < pattern.length) {
                return false;
            }
            for (int i = 0; i < pattern.length; i++) {
                if (!pattern[i].equals("*") && !pattern[i].equals(parts.get(i))) {
                    return false;
                }
            }
            return true;
        }

        String at(int index) {
            return parts.get(index);
        }
    }
}
