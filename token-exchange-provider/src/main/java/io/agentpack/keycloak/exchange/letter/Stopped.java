package io.agentpack.keycloak.exchange.letter;

import io.agentpack.keycloak.domain.revocation.CauseKind;
import io.agentpack.keycloak.exchange.page.Wishes;
import io.agentpack.keycloak.ledger.RunRecord;
import io.agentpack.keycloak.ledger.mail.Letter;
import io.agentpack.keycloak.ledger.mail.Reader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Somebody else stopped what an agent did for the reader. */
record Stopped(String causeId, CauseKind cause, Set<RunRecord> runs) implements Letter {
    /** A large stop comes in batches; one letter is enough. */
    private static final Once SENT = new Once(10_000);

    @Override
    public String template() {
        return "agents-my-mail-stopped.ftl";
    }

    @Override
    public String bundle() {
        return Wording.BUNDLE;
    }

    @Override
    public Optional<Content> write(Reader reader) {
        return Wishes.of(reader.user()).mail()
                        && SENT.isFirst(causeId + " " + reader.user().getId())
                ? Optional.of(content(Wording.of(reader)))
                : Optional.empty();
    }

    private Content content(Wording wording) {
        String agents = runs.stream()
                .map(wording.names()::agent)
                .distinct()
                .sorted()
                .limit(10)
                .collect(Collectors.joining(", "));
        RunRecord one = runs.iterator().next();
        return new Content(
                "agentsMyMailStoppedSubject",
                List.of(agents),
                Map.of(
                        "agents", agents,
                        "why", wording.words().say("agentsMyCause_" + cause.value()),
                        "page", Wording.page(one, "/history"),
                        "settings", Wording.page(one, "/settings")));
    }
}
