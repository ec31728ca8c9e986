package io.agentpack.keycloak.exchange.letter;

import io.agentpack.keycloak.exchange.page.ShownText;
import io.agentpack.keycloak.ledger.AgentClients;
import io.agentpack.keycloak.ledger.jpa.AgentDirectory;
import io.agentpack.keycloak.ledger.mail.Letter;
import io.agentpack.keycloak.ledger.mail.Reader;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Somebody who answers for agents is gone; who administers them must name another. */
record OwnerGone(String username) implements Letter {
    private static final int NAMED = 50;

    @Override
    public String template() {
        return "agents-my-mail-owner.ftl";
    }

    @Override
    public String bundle() {
        return Wording.BUNDLE;
    }

    @Override
    public Optional<Content> write(Reader reader) {
        Wording wording = Wording.of(reader);
        List<String> agents = AgentDirectory.of(reader.session(), reader.realm())
                .filter(agent -> AgentClients.profileOf(agent).owner().equals(Optional.of(username)))
                .map(wording.names()::client)
                .limit(NAMED)
                .toList();
        String owner = ShownText.of(username, ShownText.NAME);
        return agents.isEmpty()
                ? Optional.empty()
                : Optional.of(new Content(
                        "agentsMyMailOwnerSubject",
                        List.of(owner),
                        Map.of("owner", owner, "agents", String.join(", ", agents))));
    }
}
