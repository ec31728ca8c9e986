package io.agentpack.keycloak.exchange.manage;

import io.agentpack.keycloak.exchange.admin.StopMany;
import io.agentpack.keycloak.exchange.admin.StopSwitch;
import io.agentpack.keycloak.exchange.rest.EndRequest;
import io.agentpack.keycloak.exchange.rest.Params;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.models.ClientModel;

/** A stop switch: what it would hit, and the stop. */
final class StopPages {
    private final Desk desk;
    private final StopSwitch what;
    private final String name;
    private final StopSwitch.Target target;

    StopPages(Desk desk, String what, String name) {
        this.desk = desk;
        this.what = Stream.of(StopSwitch.values())
                .filter(one -> one.segment().equals(what))
                .findFirst()
                .orElseThrow(NotFoundException::new);
        this.name = Params.id(Optional.ofNullable(name).orElse(""));
        this.target = this.what.target(this.name, desk.session, desk.realm, desk.rights);
    }

    Response before() {
        return new Impacts(desk)
                .on(stop().impact(name))
                .with("act", "stop")
                .with("question", "agentsManageAct_stop_" + what.segment())
                .with("kind", what.segment())
                .with("what", shown())
                .with("action", desk.path(Map.of("what", what.segment(), "name", name), "stop"))
                .with("back", desk.path())
                .with("mayManage", target.agent().map(desk.rights::manage).orElseGet(desk.rights::manageAll))
                .show("agents-manage-act.ftl");
    }

    Response now(Optional<String> reason) {
        String cause = stop().now(name, reason.flatMap(EndRequest::note));
        return Response.seeOther(desk.page("cause", cause)).build();
    }

    private StopMany stop() {
        return new StopMany(desk.session, desk.realm, desk.rights, desk.audit, what);
    }

    private String shown() {
        Optional<ClientModel> agent = target.agent();
        if (agent.isPresent()) {
            return desk.names.client(agent.get());
        }
        return what == StopSwitch.USER ? new Rows(desk).person(name) : Rows.name(name);
    }
}
