package io.agentpack.keycloak.exchange.manage;

import io.agentpack.keycloak.domain.run.RunState;
import io.agentpack.keycloak.exchange.admin.DeliveryView;
import io.agentpack.keycloak.exchange.admin.Lineage;
import io.agentpack.keycloak.exchange.admin.TellLineage;
import io.agentpack.keycloak.exchange.page.Pages;
import io.agentpack.keycloak.exchange.rest.Params;
import io.agentpack.keycloak.ledger.RunRecord;
import io.agentpack.keycloak.ledger.outbox.SignalOutbox;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Everything about one run: what it is, the tree it stands in, by whose permission, why it ended, and who was told. */
final class RunPage {
    private static final int DELIVERIES = 100;

    private final Desk desk;
    private final Rows rows;
    private final RunRecord run;

    RunPage(Desk desk, String id) {
        this.desk = desk;
        this.rows = new Rows(desk);
        this.run = desk.rights.seen(desk.ledger().find(desk.realm, Params.id(id)));
    }

    /** @param live whether the page reads itself anew, until the run is over */
    Response show(boolean live) {
        boolean going = rows.isLive(run);
        Pages page = facts().with("going", going)
                .with("mayManage", desk.rights.manage(run))
                .with("live", live && going)
                .with("reload", desk.path("run", run.id()))
                .with("follow", desk.path(Map.of("live", "yes"), "run", run.id()))
                .with("act", desk.path("run", run.id()))
                .with("stopTree", stopTree());
        Response shown = lineage(deliveries(page))
                .with("tree", new TreeOfRuns(desk, rows).around(run))
                .show("agents-manage-run.ftl");
        return live && going ? CausePage.refreshed(shown) : shown;
    }

    private Pages facts() {
        return desk.page
                .with("run", rows.of(run))
                .with("id", run.id())
                .with("suspended", run.stateAt(desk.clock().now()) == RunState.SUSPENDED)
                .with("authority", run.authority())
                .with("locality", run.locality())
                .with("owner", rows.person(run.owner()))
                .with("may", desk.names.permissions(run.scope()))
                .with("attester", Rows.name(run.attester()))
                .with("instance", Rows.name(run.instance()))
                .with("cause", run.cause().orElse(""))
                .with(
                        "causeHref",
                        run.causeId().map(id -> desk.path("cause", id)).orElse(""));
    }

    /** Where the tree that this run stands in is stopped; empty when that is the run itself, or not theirs to stop. */
    private String stopTree() {
        return desk.ledger()
                .find(desk.realm, run.root())
                .filter(root -> !root.id().equals(run.id()) && rows.isLive(root))
                .filter(root -> desk.rights.see(root) && desk.rights.manage(root))
                .map(root -> desk.path("run", root.id(), "stop"))
                .orElse("");
    }

    private Pages deliveries(Pages page) {
        List<Delivery> deliveries = SignalOutbox.in(desk.session).ofRun(desk.realm.getId(), run.id()).stream()
                .limit(DELIVERIES)
                .map(signal -> delivery(DeliveryView.of(signal, desk.realm)))
                .toList();
        return page.with("deliveries", deliveries)
                .with("dead", deliveries.stream().anyMatch(one -> one.state().equals("dead")));
    }

    private Delivery delivery(DeliveryView view) {
        Long at = view.ended() == null ? view.next() : view.ended();
        return new Delivery(
                desk.names.api(view.receiver()),
                view.state(),
                view.attempts(),
                at == null ? null : desk.clock().moment(Instant.ofEpochSecond(at)),
                Rows.sentence(view.error()));
    }

    private Pages lineage(Pages page) {
        Lineage lineage = new TellLineage(desk.session, desk.realm).of("", run);
        Lineage.Permission by = lineage.permission();
        Lineage.End end = lineage.end();
        return page.with("permission", by.by())
                .with("consent", Rows.name(by.scope()))
                .with("app", by.client() == null ? "" : desk.names.api(by.client()))
                .with("apis", lineage.audiences().stream().map(desk.names::api).toList())
                .with("line", new Line(desk, rows).of(run))
                .with("journal", lineage.journal().stream().map(this::entry).toList())
                .with("endedBy", end == null || end.by() == null ? "" : name(end.by()))
                .with("reason", end == null ? "" : Rows.sentence(end.reason()));
    }

    private Entry entry(Lineage.Entry entry) {
        return new Entry(
                entry.what(),
                desk.clock().moment(Instant.ofEpochSecond(entry.at())),
                entry.by() == null ? "" : name(entry.by()),
                Rows.sentence(entry.reason()));
    }

    private static String name(Lineage.Who who) {
        return Rows.name(who.username() == null ? who.id() : who.username());
    }
}
