package io.agentpack.keycloak.exchange.manage;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.managers.RealmManager;

/** {@code {realm}/agents/manage}: to one's own realm; from {@code master} to a choice of realms. */
public final class ManageResource {
    private final KeycloakSession session;
    private final Admission admission;

    ManageResource(KeycloakSession session) {
        this.session = session;
        this.admission = new Admission(session);
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    public Response start() {
        if (!RealmManager.isAdministrationRealm(session.getContext().getRealm())) {
            return Response.seeOther(admission
                            .addresses()
                            .page(Map.of(), session.getContext().getRealm().getName()))
                    .build();
        }
        return admission.read(
                admission.addresses().base(),
                (who, page) -> new RealmsPage(session, who, page, admission.addresses()).show());
    }

    @Path("{realm}")
    public ManageRealmResource realm(@PathParam("realm") String realm) {
        return new ManageRealmResource(session, admission, realm);
    }
}
