package io.agentpack.keycloak.exchange.my;

import io.agentpack.keycloak.domain.revocation.Cascade;
import io.agentpack.keycloak.domain.run.RunState;
import io.agentpack.keycloak.exchange.page.Clock;
import io.agentpack.keycloak.exchange.page.Person;
import io.agentpack.keycloak.ledger.AgentLedgerProvider;
import io.agentpack.keycloak.ledger.RunQuery;
import io.agentpack.keycloak.ledger.RunRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
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
                .flatMap(state -> all(Optional.of(state), Optional.empty()).stream())
                .filter(this::isLive)
                .toList();
    }

    /** Whatever became of them, the newest first. */
    List<RunRecord> newest(int first, int max) {
        return ledger.list(realm, query(Optional.empty(), Optional.empty(), first, max))
                .toList();
    }

    /** Those that one cause ended. */
    List<RunRecord> endedBy(String causeId) {
        return all(Optional.empty(), Optional.of(causeId));
    }

    /** The run, and everything under it that lives. */
    List<RunRecord> liveUnder(String id) {
        return liveWithOneAbove(live(), run -> run.id().equals(id));
    }

    /** Live runs of this agent, and everything under them. */
    List<RunRecord> liveOfAgent(String agentUuid) {
        return liveWithOneAbove(live(), run -> run.agentUuid().equals(agentUuid));
    }

    /** Runs that are such a run, or hang under one. */
    private static List<RunRecord> liveWithOneAbove(List<RunRecord> live, Predicate<RunRecord> such) {
        List<Cascade.Node> nodes = live.stream()
                .map(run -> new Cascade.Node(run.id(), run.parent()))
                .toList();
        Set<String> hit = live.stream().filter(such).map(RunRecord::id).collect(Collectors.toSet());
        Set<String> falling = Cascade.of(nodes, hit);
        return live.stream().filter(run -> falling.contains(run.id())).toList();
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

    private List<RunRecord> all(Optional<RunState> state, Optional<String> causeId) {
        List<RunRecord> all = new ArrayList<>();
        List<RunRecord> some;
        do {
            some = ledger.list(realm, query(state, causeId, all.size(), RunQuery.MOST))
                    .toList();
            all.addAll(some);
        } while (some.size() == RunQuery.MOST && all.size() < MOST);
        return all;
    }

    private RunQuery query(Optional<RunState> state, Optional<String> causeId, int first, int max) {
        return new RunQuery(
                state,
                Optional.empty(),
                Optional.of(personId),
                Optional.empty(),
                Optional.empty(),
                causeId,
                Optional.empty(),
                first,
                max);
    }
}
