package io.agentpack.keycloak.exchange.my;

import io.agentpack.keycloak.exchange.page.Names;
import io.agentpack.keycloak.ledger.RunRecord;
import io.agentpack.keycloak.ledger.outbox.Signal;
import io.agentpack.keycloak.ledger.outbox.SignalOutbox;
import io.agentpack.keycloak.ledger.outbox.SignalState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Who has been told that runs ended: the outbox, by API and not by message. */
final class Telling {
    /** Runs whose messages are looked up; the receivers of a tree are mostly the same. */
    private static final int LOOKED_AT = 100;

    private final RealmModel realm;
    private final SignalOutbox outbox;
    private final MyRuns runs;
    private final Names names;

    Telling(KeycloakSession session, MyRuns runs, Names names) {
        this.realm = session.getContext().getRealm();
        this.outbox = SignalOutbox.in(session);
        this.runs = runs;
        this.names = names;
    }

    List<Told> of(List<RunRecord> ended) {
        Map<String, SignalState> states = new HashMap<>();
        Map<String, Told> told = new TreeMap<>();
        runs.audiences(ended)
                .values()
                .forEach(touched -> touched.forEach(
                        api -> told.computeIfAbsent(api, name -> new Told(names.api(name), "agentsMyToldNot"))));
        ended.stream().limit(LOOKED_AT).forEach(run -> signals(run)
                .forEach(signal -> states.merge(signal.receiver(), signal.state(), Telling::worse)));
        states.forEach((receiver, state) -> {
            ClientModel client = realm.getClientById(receiver);
            if (client != null) {
                told.put(client.getClientId(), new Told(names.client(client), key(state)));
            }
        });
        return told.values().stream().sorted().toList();
    }

    private List<Signal> signals(RunRecord run) {
        return outbox.ofRun(realm.getId(), run.id()).stream()
                .filter(signal -> Objects.equals(signal.causeId(), run.causeId().orElse(null)))
                .toList();
    }

    /** An API has been told when it has heard of every run. */
    private static SignalState worse(SignalState one, SignalState other) {
        return one == SignalState.DELIVERED ? other : other == SignalState.PENDING ? other : one;
    }

    private static String key(SignalState state) {
        return switch (state) {
            case DELIVERED -> "agentsMyToldYes";
            case PENDING -> "agentsMyToldSoon";
            case DEAD -> "agentsMyToldFailed";
        };
    }
}
