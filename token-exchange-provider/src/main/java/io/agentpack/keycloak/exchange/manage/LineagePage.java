package io.agentpack.keycloak.exchange.manage;

import io.agentpack.keycloak.exchange.admin.Lineage;
import io.agentpack.keycloak.exchange.admin.LineageResource;
import io.agentpack.keycloak.exchange.admin.StartedWith;
import io.agentpack.keycloak.exchange.rest.RunView;
import io.agentpack.keycloak.ledger.RunRecord;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;

/** From the id of a token to what was done with it: to its run, or to the runs that were started with a person's token. */
final class LineagePage {
    private final Desk desk;

    LineagePage(Desk desk) {
        this.desk = desk;
    }

    Response ofToken(String tokenId) {
        Object found =
                new LineageResource(desk.session, desk.realm, desk.rights).of(tokenId == null ? "" : tokenId.strip());
        if (found instanceof Lineage lineage) {
            return Response.seeOther(desk.page("run", lineage.run())).build();
        }
        List<RunRecord> started = ((StartedWith) found)
                .started().stream()
                        .map(RunView::id)
                        .map(id -> desk.ledger().find(desk.realm, id))
                        .flatMap(Optional::stream)
                        .toList();
        return desk.page
                .with("runs", new Rows(desk).of(started))
                .with("mayManage", desk.rights.manageAll())
                .show("agents-manage-lineage.ftl");
    }
}
