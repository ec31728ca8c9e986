package io.agentpack.keycloak.exchange.manage;

import io.agentpack.keycloak.exchange.page.Pages;
import io.agentpack.keycloak.exchange.rest.Page;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Lists that are longer than a page: one more than fits is read, to know whether there is more. */
final class Turning {
    static final int ROOM = 30;

    private final Desk desk;
    private final Map<String, String> query;
    private final int first;

    /** @param query what was asked, {@code first} among it */
    Turning(Desk desk, Map<String, String> query) {
        this.desk = desk;
        this.query = query;
        this.first = Page.of(query.get("first"), null).first();
    }

    Page asked() {
        return new Page(first, ROOM + 1);
    }

    /** @param found as asked; the part that the page shows is returned */
    <T> List<T> on(Pages page, List<T> found, String... segments) {
        page.with("newer", first > 0 ? link(Math.max(0, first - ROOM), segments) : "");
        page.with("older", found.size() > ROOM ? link(first + ROOM, segments) : "");
        return found.stream().limit(ROOM).toList();
    }

    private String link(int from, String... segments) {
        Map<String, String> there = new TreeMap<>(query);
        there.keySet().retainAll(RunsPage.FILTERS);
        there.put("first", Integer.toString(from));
        return desk.path(there, segments);
    }
}
