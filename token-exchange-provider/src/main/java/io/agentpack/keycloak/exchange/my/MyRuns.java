package io.agentpack.keycloak.exchange.my;

import io.agentpack.keycloak.domain.revocation.Cascade;
import io.agentpack.keycloak.domain.run.RunState;
import io.agentpack.keycloak.exchange.page.Clock;
import io.agentpack.keycloak.exchange.page.Person;
import io.agentpack.keycloak.ledger.AgentLedgerProvider;
import io.agentpack.keycloak.ledger.RunQuery;
import io.agentpack.keycloak.ledger.RunRecord;
import io.agentpack.keycloak.ledger.jpa.PersonRuns;
import io.agentpack.keycloak.ledger.jpa.RunReports;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** One person's runs in the ledger; nobody else's are ever read through this. */
final class MyRuns {
    /** More than this nobody reads; they are stopped all the same. */
    static final int MOST = 2000;

    private final KeycloakSession session;
    private final AgentLedgerProvider ledger;
    private final PersonRuns mine;
    private final RealmModel realm;
    private final String personId;
    private final Clock clock;

    MyRuns(KeycloakSession session, Person person, Clock clock) {
        this.session = session;
        this.ledger = session.getProvider(AgentLedgerProvider.class);
        this.realm = session.getContext().getRealm();
        this.personId = person.id();
        this.mine = PersonRuns.of(session, realm, personId);
        this.clock = clock;
    }

    Optional<RunRecord> find(String id) {
        return ledger.find(realm, id).filter(run -> run.subjectId().equals(personId));
    }

    /** The newest first. */
    List<RunRecord> live() {
        return mine.live(clock.now(), MOST);
    }

    /** Those that are over, the newest first. */
    List<RunRecord> over(int first, int max) {
        return mine.over(clock.now(), first, max);
    }

    /** The run and everything under it, whatever became of it. */
    List<RunRecord> tree(RunRecord top) {
        return RunReports.in(session).tree(top, 0, MOST);
    }

    /** Those that one cause ended, the newest first. */
    List<RunRecord> endedBy(String causeId) {
        List<RunRecord> all = new ArrayList<>();
        List<RunRecord> some;
        do {
            some = ledger.list(realm, byCause(causeId, all.size())).toList();
            all.addAll(some);
        } while (some.size() == RunQuery.MOST && all.size() < MOST);
        return all;
    }

    /** Those that end with them and are not recorded yet. */
    List<RunRecord> fallingBy(String causeId) {
        return mine.fallingBy(causeId, clock.now(), MOST);
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

    /** By run; runs without any are left out. */
    Map<String, Set<String>> audiences(List<RunRecord> of) {
        return mine.audiences(of.stream().map(RunRecord::id).toList());
    }

    boolean isLive(RunRecord run) {
        return !run.stateAt(clock.now()).isFinal();
    }

    RunState state(RunRecord run) {
        return run.stateAt(clock.now());
    }

    private RunQuery byCause(String causeId, int first) {
        return new RunQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.of(personId),
                Optional.empty(),
                Optional.empty(),
                Optional.of(causeId),
                Optional.empty(),
                first,
                RunQuery.MOST);
    }
}
