package io.agentpack.keycloak.exchange.manage;

import io.agentpack.keycloak.exchange.admin.Impact;
import io.agentpack.keycloak.exchange.page.Pages;
import java.util.List;

/** Puts what a stop would hit on a page. */
final class Impacts {
    private final Desk desk;

    Impacts(Desk desk) {
        this.desk = desk;
    }

    Pages on(Impact impact) {
        return desk.page
                .with("counts", impact.counts())
                .with("agents", apis(impact.agents()))
                .with(
                        "people",
                        impact.people().stream()
                                .map(one -> Rows.name(one.username() == null ? one.id() : one.username()))
                                .toList())
                .with("apis", apis(impact.audiences()))
                .with("receivers", apis(impact.receivers()))
                .with("exact", impact.exact());
    }

    private List<String> apis(List<String> clientIds) {
        return clientIds.stream().map(desk.names::api).toList();
    }
}
