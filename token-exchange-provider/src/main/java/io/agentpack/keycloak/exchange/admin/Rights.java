package io.agentpack.keycloak.exchange.admin;

import io.agentpack.keycloak.ledger.RunRecord;
import io.agentpack.keycloak.ledger.jpa.AgentDirectory;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.NotFoundException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/**
 * What an administrator may see and stop: runs of the agents whose clients they may view, or manage. Usually that is all or nothing (roles
 * {@code view-clients}, {@code manage-clients}); with fine-grained admin permissions it may be single clients.
 */
public final class Rights {
    private final RealmModel realm;
    private final AdminPermissionEvaluator auth;

    public Rights(RealmModel realm, AdminPermissionEvaluator auth) {
        this.realm = realm;
        this.auth = auth;
    }

    public boolean see(ClientModel agent) {
        return auth.clients().canView() || auth.clients().canView(agent);
    }

    public boolean see(RunRecord run) {
        return seeAgent(run.agentUuid());
    }

    private boolean seeAgent(String uuid) {
        if (auth.clients().canView()) {
            return true;
        }
        ClientModel agent = realm.getClientById(uuid);
        return agent != null && auth.clients().canView(agent);
    }

    /**
     * Immutable ids of the agents whose runs may be shown; empty when all may.
     *
     * @throws ForbiddenException for somebody who may not even list clients
     */
    public Optional<Set<String>> visibleAgents(KeycloakSession session) {
        if (auth.clients().canView()) {
            return Optional.empty();
        }
        Set<String> visible = AgentDirectory.of(session, realm)
                .filter(agent -> auth.clients().canView(agent))
                .map(ClientModel::getId)
                .collect(Collectors.toSet());
        if (visible.isEmpty()) {
            auth.clients().requireList();
        }
        return Optional.of(visible);
    }

    /**
     * @throws NotFoundException when there is none, or it may not be seen
     * @throws ForbiddenException for somebody who may not even list clients
     */
    public RunRecord seen(Optional<RunRecord> run) {
        return run.filter(this::see).orElseThrow(this::hidden);
    }

    /** As {@link #seen}, for a client. */
    public ClientModel seenAgent(Optional<ClientModel> agent) {
        return agent.filter(this::see).orElseThrow(this::hidden);
    }

    public void requireManage(ClientModel agent) {
        if (!manage(agent)) {
            throw new ForbiddenException();
        }
    }

    public boolean manage(RunRecord run) {
        return manage(realm.getClientById(run.agentUuid()));
    }

    public boolean manage(ClientModel agent) {
        return manageAll() || agent != null && auth.clients().canManage(agent);
    }

    public boolean manageAll() {
        return auth.clients().canManage();
    }

    public void requireManage(RunRecord run) {
        requireManage(realm.getClientById(run.agentUuid()));
    }

    /** For what is not one agent's. */
    public void requireManageAll() {
        auth.clients().requireManage();
    }

    public void requireViewAll() {
        auth.clients().requireView();
    }

    /** Id of the administrator. */
    public String who() {
        return auth.adminAuth().getUser().getId();
    }

    private NotFoundException hidden() {
        auth.clients().requireList();
        return new NotFoundException();
    }
}
