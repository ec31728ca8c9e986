package io.agentpack.keycloak.exchange.my;

import io.agentpack.keycloak.exchange.admin.Impact;
import io.agentpack.keycloak.exchange.page.Names;
import io.agentpack.keycloak.exchange.page.Pages;
import io.agentpack.keycloak.ledger.RunRecord;
import java.util.Collection;
import java.util.List;
import org.keycloak.models.KeycloakSession;

/** What a stop would do, as administrators are told it, in words for the person. */
final class Consequences {
    private final Impact impact;
    private final Names names;

    private Consequences(Impact impact, Names names) {
        this.impact = impact;
        this.names = names;
    }

    static Consequences of(KeycloakSession session, Names names, List<RunRecord> hit) {
        return new Consequences(
                Impact.of(
                        session,
                        session.getContext().getRealm(),
                        hit.stream().map(RunRecord::id).toList()),
                names);
    }

    Pages on(Pages page) {
        return page.with("count", impact.counts().runs())
                .with("agents", named(impact.agents()))
                .with("apis", named(impact.audiences()))
                .with("listening", named(impact.receivers()));
    }

    private List<String> named(Collection<String> clientIds) {
        return clientIds.stream().map(names::api).distinct().sorted().toList();
    }
}
