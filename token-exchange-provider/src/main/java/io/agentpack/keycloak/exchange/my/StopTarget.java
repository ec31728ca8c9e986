package io.agentpack.keycloak.exchange.my;

import io.agentpack.keycloak.exchange.page.Pages;
import io.agentpack.keycloak.exchange.page.Person;
import io.agentpack.keycloak.exchange.rest.Params;
import io.agentpack.keycloak.ledger.RunRecord;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;

/** What a person wants to stop: only ever what is theirs. */
sealed interface StopTarget {
    /** Address of the page, after {@code stop/}. */
    String path();

    /** A run and what hangs under it. */
    record OneRun(RunRecord run) implements StopTarget {
        @Override
        public String path() {
            return "run/" + run.id();
        }
    }

    /** Every run that an agent has for the person, and what hangs under them. */
    record OneAgent(String agentUuid) implements StopTarget {
        @Override
        public String path() {
            return "agent/" + agentUuid;
        }
    }

    /** Everything that runs for the person. */
    record Everything() implements StopTarget {
        @Override
        public String path() {
            return "all/-";
        }
    }

    /** Empty for what isn't there, or isn't the person's. */
    static Optional<StopTarget> of(KeycloakSession session, Person person, String what, String id) {
        return switch (what) {
            case "run" ->
                new MyRuns(session, person, Pages.of(session, person).clock())
                        .find(Params.id(id))
                        .map(OneRun::new);
            case "agent" ->
                Optional.ofNullable(session.getContext().getRealm().getClientById(Params.id(id)))
                        .map(client -> new OneAgent(client.getId()));
            case "all" -> Optional.of(new Everything());
            default -> Optional.empty();
        };
    }
}
