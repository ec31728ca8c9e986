package io.agentpack.keycloak.authenticator.setup;

import io.agentpack.keycloak.ledger.setup.RealmPreparation;
import io.agentpack.keycloak.ledger.setup.SetupAnswer;
import io.agentpack.keycloak.ledger.setup.SetupState;
import io.agentpack.keycloak.ledger.setup.SetupStep;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.keycloak.events.admin.OperationType;
import org.keycloak.events.admin.ResourceType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/** {@code {admin}/agents/setup}: makes a realm ready for agents, says how far it is, and undoes it. All three can be repeated. */
public final class SetupResource implements RealmPreparation {
    private final KeycloakSession session;
    private final RealmModel realm;
    private final AdminPermissionEvaluator auth;
    private final AdminEventBuilder adminEvent;

    SetupResource(
            KeycloakSession session, RealmModel realm, AdminPermissionEvaluator auth, AdminEventBuilder adminEvent) {
        this.session = session;
        this.realm = realm;
        this.auth = auth;
        this.adminEvent = adminEvent;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Override
    public SetupState state() {
        requireView();
        return ReadSetup.of(session, realm);
    }

    @Override
    public List<SetupStep> plan() {
        requireView();
        return new PlanPreparation(session, realm).preparation();
    }

    @Override
    public List<SetupStep> undoPlan() {
        requireView();
        return new PlanPreparation(session, realm).undoing();
    }

    @POST
    @Produces(MediaType.APPLICATION_JSON)
    @Override
    public SetupAnswer prepare() {
        requireManage();
        return answer(OperationType.ACTION, new PrepareRealm(session, realm).prepare());
    }

    @DELETE
    @Produces(MediaType.APPLICATION_JSON)
    @Override
    public SetupAnswer undo() {
        requireManage();
        return answer(OperationType.DELETE, new UndoPreparation(session, realm).undo());
    }

    private void requireView() {
        auth.realm().requireViewRealm();
        auth.clients().requireView();
    }

    private void requireManage() {
        auth.realm().requireManageRealm();
        auth.clients().requireManage();
    }

    private SetupAnswer answer(OperationType operation, List<String> done) {
        SetupAnswer answer = new SetupAnswer(done, ReadSetup.of(session, realm));
        adminEvent
                .operation(operation)
                .resource(ResourceType.AUTH_FLOW)
                .resourcePath("agents", "setup")
                .representation(answer)
                .success();
        return answer;
    }
}
