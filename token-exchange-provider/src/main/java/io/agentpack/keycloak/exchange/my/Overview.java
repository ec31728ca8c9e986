package io.agentpack.keycloak.exchange.my;

import io.agentpack.keycloak.exchange.page.Addresses;
import io.agentpack.keycloak.exchange.page.Pages;
import io.agentpack.keycloak.exchange.page.Person;
import io.agentpack.keycloak.ledger.RunRecord;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.keycloak.models.KeycloakSession;

/** The first page, what runs now and who may act; and the history. */
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
        int from = Math.max(0, first);
        List<RunRecord> live = runs.live();
        List<Forest.Tree> trees = Forest.of(live);
        List<RunRecord> over = runs.newest(0, HISTORY).stream()
                .filter(run -> !runs.isLive(run))
                .toList();
        return page.with("live", cards.byGoal(part(trees, from, TREES)))
                .with("count", live.size())
                .with("over", cards.byGoal(part(Forest.of(over), 0, RECENT)))
                .with("permissions", new Permissions(session, person, page).list())
                .with("stopAll", addresses.path("stop/all/-"))
                .with("history", addresses.path("history"))
                .with("newer", from > 0 ? addresses.path("") + "?first=" + Math.max(0, from - TREES) : "")
                .with("older", trees.size() > from + TREES ? addresses.path("") + "?first=" + (from + TREES) : "")
                .show("agents-my.ftl");
    }

    Response history(int first) {
        int from = Math.max(0, first);
        List<RunRecord> some = runs.newest(from, HISTORY + 1);
        String here = addresses.path("history");
        return page.with("runs", cards.byGoal(Forest.of(part(some, 0, HISTORY))))
                .with("newer", from > 0 ? here + "?first=" + Math.max(0, from - HISTORY) : "")
                .with("older", some.size() > HISTORY ? here + "?first=" + (from + HISTORY) : "")
                .show("agents-my-history.ftl");
    }

    private static <T> List<T> part(List<T> all, int first, int max) {
        return all.stream().skip(first).limit(max).toList();
    }
}
