package io.agentpack.keycloak.exchange.manage;

import io.agentpack.keycloak.domain.revocation.CauseKind;
import io.agentpack.keycloak.exchange.picture.Hit;
import io.agentpack.keycloak.exchange.picture.Picture;
import io.agentpack.keycloak.exchange.picture.StopPath;
import io.agentpack.keycloak.exchange.picture.Told;
import io.agentpack.keycloak.exchange.rest.Params;
import io.agentpack.keycloak.ledger.jpa.CauseReports;
import io.agentpack.keycloak.ledger.outbox.SignalState;
import io.agentpack.keycloak.ledger.report.CauseRecord;
import io.agentpack.keycloak.ledger.report.HitRuns;
import io.agentpack.keycloak.ledger.report.ToldReceiver;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.keycloak.models.ClientModel;

/** The path of one revocation: what caused it, which runs it ended, and how telling the receivers stands. */
final class CausePage {
    private static final String SECONDS = "3";

    private final Desk desk;
    private final CauseRecord cause;
    private final List<HitRuns> hits;
    private final List<ToldReceiver> told;
    private final boolean open;

    CausePage(Desk desk, String id) {
        this.desk = desk;
        Optional<Set<String>> visible = desk.rights.visibleAgents(desk.session);
        CauseReports reports = CauseReports.in(desk.session);
        this.cause = reports.find(desk.realm, Params.id(id)).orElseThrow(NotFoundException::new);
        this.hits = reports.hit(desk.realm, id).stream()
                .filter(hit ->
                        visible.map(agents -> agents.contains(hit.agentUuid())).orElse(true))
                .toList();
        this.told = reports.told(desk.realm, id).stream()
                .filter(one ->
                        visible.map(agents -> agents.contains(one.agentUuid())).orElse(true))
                .toList();
        this.open = reports.isOpen(id);
        if (hits.isEmpty() && visible.isPresent()) {
            throw new NotFoundException();
        }
    }

    /** The answer of a page that reads itself anew. By the header, which only the one who asked for it gets. */
    static Response refreshed(Response shown) {
        return Response.fromResponse(shown).header("Refresh", SECONDS).build();
    }

    /** @param live whether the page reads itself anew, until everybody has been told */
    Response show(boolean live) {
        boolean going = open || count(SignalState.PENDING) > 0;
        String words = desk.words().say("agentsManageCause_" + cause.kind());
        Response shown = desk.page
                .with("words", words)
                .with("at", desk.clock().moment(cause.at()))
                .with("by", cause.byUser().map(new Rows(desk)::person).orElse(""))
                .with("reason", Rows.sentence(cause.note().orElse("")))
                .with("runs", hits.stream().mapToLong(HitRuns::count).sum())
                .with("pending", count(SignalState.PENDING))
                .with("delivered", count(SignalState.DELIVERED))
                .with("dead", count(SignalState.DEAD))
                .with("hits", hits.stream().map(this::hit).toList())
                .with("told", told.stream().map(this::told).toList())
                .with("picture", picture())
                .with("all", desk.path(Map.of("cause", cause.id()), "runs"))
                .with("open", open)
                .with("going", going)
                .with("live", live && going)
                .with("reload", desk.path("cause", cause.id()))
                .with("follow", desk.path(Map.of("live", "yes"), "cause", cause.id()))
                .show("agents-manage-cause.ftl");
        return live && going ? refreshed(shown) : shown;
    }

    private Picture picture() {
        return StopPath.of(
                CauseKind.of(cause.kind())
                        .map(kind -> desk.words()
                                .say("agentsManageInitiator_" + kind.initiator().value()))
                        .orElse(""),
                hits.stream().map(this::hit).toList(),
                told.stream().map(this::told).toList());
    }

    private Hit hit(HitRuns hit) {
        return new Hit(hit.agentUuid(), agent(hit.agentUuid(), hit.agent()), hit.state(), hit.count());
    }

    private Told told(ToldReceiver one) {
        return new Told(
                one.agentUuid(), one.receiver(), agent(one.receiver(), one.receiver()), one.state(), one.count());
    }

    private String agent(String uuid, String otherwise) {
        ClientModel client = desk.realm.getClientById(uuid);
        return client == null ? Rows.name(otherwise) : desk.names.client(client);
    }

    private long count(SignalState state) {
        return told.stream()
                .filter(one -> one.state().equals(state.value()))
                .mapToLong(ToldReceiver::count)
                .sum();
    }
}
