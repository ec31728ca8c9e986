package io.agentpack.keycloak.exchange.manage;

import io.agentpack.keycloak.exchange.admin.ActOnRun;
import io.agentpack.keycloak.exchange.admin.Impact;
import io.agentpack.keycloak.exchange.rest.EndRequest;
import io.agentpack.keycloak.exchange.rest.Params;
import io.agentpack.keycloak.ledger.RunRecord;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;

/** One run: what stopping, suspending or resuming it would mean, and doing it. */
final class ActPages {
    private static final List<String> ACTS = List.of("stop", "suspend", "resume");
    private static final String RETRY = "retry";

    private final Desk desk;
    private final RunRecord run;
    private final String act;

    ActPages(Desk desk, String id, String act) {
        this.desk = desk;
        this.run = desk.rights.seen(desk.ledger().find(desk.realm, Params.id(id)));
        this.act = act;
        if (!ACTS.contains(act) && !act.equals(RETRY)) {
            throw new NotFoundException();
        }
    }

    /** Whoever may only see is told what would happen, and has no button. */
    Response before() {
        if (!ACTS.contains(act)) {
            throw new NotFoundException();
        }
        return new Impacts(desk)
                .on(Impact.of(desk.session, desk.realm, List.of(run.id())))
                .with("act", act)
                .with("what", desk.names.agent(run))
                .with("question", "agentsManageAct_" + act + "_run")
                .with("kind", "run")
                .with("action", desk.path("run", run.id(), act))
                .with("back", desk.path("run", run.id()))
                .with("mayManage", desk.rights.manage(run))
                .show("agents-manage-act.ftl");
    }

    /** Then another page, so that reading it anew doesn't do anything anew. */
    Response now(Optional<String> reason) {
        Optional<String> note = reason.flatMap(EndRequest::note);
        ActOnRun on = new ActOnRun(desk.session, desk.realm, desk.rights, desk.audit, run);
        boolean done =
                switch (act) {
                    case "stop" -> on.stop(note);
                    case "suspend" -> on.suspend(note);
                    case "resume" -> on.resume(note);
                    default -> on.retry() >= 0;
                };
        if (!done) {
            throw new ClientErrorException(Response.Status.CONFLICT);
        }
        return Response.seeOther(act.equals("stop") ? causePage() : desk.page("run", run.id()))
                .build();
    }

    private java.net.URI causePage() {
        return desk.ledger()
                .find(desk.realm, run.id())
                .flatMap(RunRecord::causeId)
                .map(cause -> desk.page("cause", cause))
                .orElseGet(() -> desk.page("run", run.id()));
    }
}
