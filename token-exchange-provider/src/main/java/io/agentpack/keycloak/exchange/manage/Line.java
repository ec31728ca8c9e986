package io.agentpack.keycloak.exchange.manage;

import io.agentpack.keycloak.ledger.RunRecord;
import io.agentpack.keycloak.ledger.jpa.RunReports;
import java.util.List;

/** The chain of hand-overs down to a run, root first; those above that the administrator may not see are left out. */
final class Line {
    private final Desk desk;
    private final Rows rows;

    Line(Desk desk, Rows rows) {
        this.desk = desk;
        this.rows = rows;
    }

    List<RunRow> of(RunRecord run) {
        return RunReports.in(desk.session).lineOf(run).stream()
                .filter(desk.rights::see)
                .map(rows::of)
                .toList();
    }
}
