package io.agentpack.keycloak.exchange.my;

import io.agentpack.keycloak.exchange.approvals.MyRequests;
import io.agentpack.keycloak.exchange.page.Addresses;
import io.agentpack.keycloak.exchange.page.Pages;
import io.agentpack.keycloak.exchange.page.Person;
import io.agentpack.keycloak.ledger.RunRecord;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.keycloak.models.KeycloakSession;

/** The first page, what runs now and who may act; the history; and one task with all that hangs under it. */
final class Overview {
    private static final int TREES = 20;
    private static final int RECENT = 5;
    private static final int HISTORY = 25;

    private final KeycloakSession session;
    private final Pages page;
    private final Person person;
    private final MyRuns runs;
    private final Cards cards;
    private final Addresses addresses;

    Overview(KeycloakSession session, Person person) {
        this.session = session;
        this.person = person;
        this.page = Pages.of(session, person);
        this.runs = new MyRuns(session, person, page.clock());
        this.cards = new Cards(session, runs, page);
        this.addresses = Addresses.of(session);
    }

    Response page(int first) {
        List<RunRecord> live = runs.live();
        List<Forest.Tree> trees = Forest.of(live);
        return page.with("live", cards.byGoal(part(trees, first, TREES)))
                .with("count", live.size())
                .with("over", cards.byGoal(Forest.of(runs.over(0, RECENT))))
                .with("permissions", new Permissions(session, person, page).list())
                .with(
                        "waiting",
                        new MyRequests(session, person.user(), page.clock().now()).waiting())
                .with("approvals", addresses.path("approvals"))
                .with("stopAll", addresses.path("stop/all/-"))
                .with("history", addresses.path("history"))
                .with("settings", addresses.path("settings"))
                .with("newer", newer("", first, TREES))
                .with("older", older("", first, TREES, trees.size()))
                .show("agents-my.ftl");
    }

    Response history(int first) {
        List<RunRecord> some = runs.over(first, HISTORY + 1);
        return page.with("runs", cards.byGoal(Forest.of(part(some, 0, HISTORY))))
                .with("newer", newer("history", first, HISTORY))
                .with("older", older("history", first, HISTORY, first + some.size()))
                .show("agents-my-history.ftl");
    }

    Response task(String id, int first) {
        RunRecord top = runs.find(id).orElseThrow(NotFoundException::new);
        Forest.Tree tree = Forest.of(runs.tree(top)).get(0);
        String here = "task/" + top.id();
        return page.with("tasks", cards.byGoal(List.of(tree.part(first, TREES))))
                .with(
                        "above",
                        top.parent()
                                .map(above -> addresses.path("task/" + above))
                                .orElse(""))
                .with("newer", newer(here, first, TREES))
                .with("older", older(here, first, TREES, tree.handedTo().size()))
                .show("agents-my-task.ftl");
    }

    private String newer(String here, int first, int step) {
        return first > 0 ? addresses.path(here) + "?first=" + Math.max(0, first - step) : "";
    }

    private String older(String here, int first, int step, int all) {
        return all > first + step ? addresses.path(here) + "?first=" + (first + step) : "";
    }

    private static <T> List<T> part(List<T> all, int first, int max) {
        return all.stream().skip(first).limit(max).toList();
    }
}
