package io.agentpack.keycloak.exchange.letter;

import io.agentpack.keycloak.exchange.page.ShownText;
import io.agentpack.keycloak.exchange.page.Wishes;
import io.agentpack.keycloak.ledger.AgentLedgerProvider;
import io.agentpack.keycloak.ledger.RunRecord;
import io.agentpack.keycloak.ledger.jpa.PersonRuns;
import io.agentpack.keycloak.ledger.mail.Letter;
import io.agentpack.keycloak.ledger.mail.Reader;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An agent works for the reader for the first time. */
record FirstRun(String runId) implements Letter {
    @Override
    public String template() {
        return "agents-my-mail-first.ftl";
    }

    @Override
    public String bundle() {
        return Wording.BUNDLE;
    }

    @Override
    public Optional<Content> write(Reader reader) {
        return Optional.of(reader.session().getProvider(AgentLedgerProvider.class))
                .flatMap(ledger -> ledger.find(reader.realm(), runId))
                .filter(run -> reader.user().getServiceAccountClientLink() == null)
                .filter(run -> Wishes.of(reader.user()).mail())
                .filter(run -> PersonRuns.of(
                                reader.session(), reader.realm(), reader.user().getId())
                        .isFirst(run))
                .map(run -> content(run, Wording.of(reader)));
    }

    private static Content content(RunRecord run, Wording wording) {
        String agent = wording.names().agent(run);
        return new Content(
                "agentsMyMailFirstSubject",
                List.of(agent),
                Map.of(
                        "agent", agent,
                        "goal", ShownText.of(run.goal().orElse(""), ShownText.SENTENCE),
                        "may", String.join(", ", wording.names().permissions(run.scope())),
                        "until", wording.clock().moment(run.deadline()).exact(),
                        "page", Wording.page(run, ""),
                        "settings", Wording.page(run, "/settings")));
    }
}
