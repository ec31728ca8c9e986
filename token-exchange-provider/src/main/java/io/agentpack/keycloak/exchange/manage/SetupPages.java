package io.agentpack.keycloak.exchange.manage;

import io.agentpack.keycloak.ledger.path.AgentsPath;
import io.agentpack.keycloak.ledger.setup.RealmPreparation;
import io.agentpack.keycloak.ledger.setup.SetupStep;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Prepares a realm: what is there and what is missing, what would change, the change, and taking it back. All of it by {@code {admin}/agents/setup}. */
final class SetupPages {
    private static final List<String> OUTCOMES = List.of("prepared", "undone");

    private final Desk desk;
    private final RealmPreparation setup;

    SetupPages(Desk desk) {
        this.desk = desk;
        this.setup = Optional.ofNullable(desk.session.getProvider(AgentsPath.class, "setup"))
                .flatMap(path -> path.inAdmin(desk.realm, desk.auth, desk.event))
                .filter(RealmPreparation.class::isInstance)
                .map(RealmPreparation.class::cast)
                .orElseThrow(NotFoundException::new);
    }

    /** A change of the preparation in words. */
    public record Step(String kind, String subject, String other) {}

    /** @param done what has just been done; anything else is nothing */
    Response show(String done) {
        List<Check> checks = new Checks(desk).of(setup.state());
        return desk.page
                .with("done", done != null && OUTCOMES.contains(done) ? done : "")
                .with("checks", checks)
                .with(
                        "missing",
                        checks.stream()
                                .filter(check -> check.state().equals("todo"))
                                .count())
                .with("plan", steps(setup.plan()))
                .with("undoable", !setup.undoPlan().isEmpty())
                .with("mayManage", mayManage())
                .with("action", desk.path("setup", "prepare"))
                .with("undo", desk.path("setup", "undo"))
                .show("agents-manage-setup.ftl");
    }

    Response beforeUndo() {
        return desk.page
                .with("plan", steps(setup.undoPlan()))
                .with("mayManage", mayManage())
                .with("action", desk.path("setup", "undo"))
                .with("back", desk.path("setup"))
                .show("agents-manage-undo.ftl");
    }

    Response prepare() {
        setup.prepare();
        return done("prepared");
    }

    Response undo() {
        setup.undo();
        return done("undone");
    }

    private Response done(String what) {
        return Response.seeOther(desk.at.page(Map.of("done", what), desk.realm.getName(), "setup"))
                .build();
    }

    private boolean mayManage() {
        return desk.auth.realm().canManageRealm() && desk.rights.manageAll();
    }

    private static List<Step> steps(List<SetupStep> steps) {
        return steps.stream()
                .map(step -> new Step(step.kind().name(), Rows.name(step.subject()), Rows.name(step.other())))
                .toList();
    }
}
