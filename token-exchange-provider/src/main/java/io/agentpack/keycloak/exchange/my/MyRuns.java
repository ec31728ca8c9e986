package io.agentpack.keycloak.exchange.my;

import io.agentpack.keycloak.domain.run.RunState;
import io.agentpack.keycloak.ledger.AgentLedgerProvider;
import io.agentpack.keycloak.ledger.RunQuery;
import io.agentpack.keycloak.ledger.RunRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** One person's runs in the ledger; nobody else's are ever read through this. */
final class MyRuns {
    /** More than this nobody reads; they are stopped all the same. */
    static final int MOST = 2000;

    private final AgentLedgerProvider ledger;
    private final RealmModel realm;
    private final String personId;
    private final Clock clock;

    MyRuns(KeycloakSession session, Person person, Clock clock) {
        this.ledger = session.getProvider(AgentLedgerProvider.class);
        this.realm = session.getContext().getRealm();
        this.personId = person.id();
        this.clock = clock;
    }

    Optional<RunRecord> find(String id) {
        return ledger.find(realm, id).filter(run -> run.subjectId().equals(personId));
    }

    /** The newest first. */
    List<RunRecord> live() {
        return Stream.of(RunState.ACTIVE, RunState.SUSPENDED)
                .flatMap(state -> all(Optional.of(state)).stream())
                .filter(this::isLive)
                .toList();
    }

    /** Whatever became of them, the newest first. */
    List<RunRecord> newest(int first, int max) {
        return ledger.list(realm, query(Optional.empty(), first, max)).toList();
    }

    /** Those that one cause ended. */
    List<RunRecord> endedBy(String causeId) {
        return all(Optional.empty()).stream()
                .filter(run -> run.causeId().filter(causeId::equals).isPresent())
                .toList();
    }

    /** The run, and everything under it that lives. */
    List<RunRecord> liveUnder(String id) {
        return ledger.tree(realm, id).stream().filter(this::isLive).toList();
    }

    /** Live runs of this agent, and everything under them. */
    List<RunRecord> liveOfAgent(String agentUuid) {
        List<RunRecord> live = live();
        Set<String> hit = new HashSet<>();
        Map<String, RunRecord> byId = new HashMap<>();
        live.forEach(run -> byId.put(run.id(), run));
        for (RunRecord run : live) {
            for (RunRecord at = run; at != null; at = at.parent().map(byId::get).orElse(null)) {
                if (at.agentUuid().equals(agentUuid)) {
                    hit.add(run.id());
                }
            }
        }
        return live.stream().filter(run -> hit.contains(run.id())).toList();
    }

    Set<String> audiences(RunRecord run) {
        return ledger.audiences(run.id());
    }

    boolean isLive(RunRecord run) {
        return !run.stateAt(clock.now()).isFinal();
    }

    RunState state(RunRecord run) {
        return run.stateAt(clock.now());
    }

    private List<RunRecord> all(Optional<RunState> state) {
        List<RunRecord> all = new ArrayList<>();
        List<RunRecord> some;
        do {
            some = ledger.list(realm, query(state, all.size(), RunQuery.MOST)).toList();
            all.addAll(some);
        } while (some.size() == RunQuery.MOST && all.size() < MOST);
        return all;
    }

    private RunQuery query(Optional<RunState> state, int first, int max) {
        return new RunQuery(
                state, Optional.empty(), Optional.of(personId), Optional.empty(), Optional.empty(), first, max);
    }
}
