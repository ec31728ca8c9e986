package io.agentpack.keycloak.ledger.cascade;

import io.agentpack.keycloak.domain.revocation.CauseKind;
import io.agentpack.keycloak.domain.run.Run;
import io.agentpack.keycloak.ledger.AgentLedgerProvider;
import io.agentpack.keycloak.ledger.AgentLedgerProviderFactory;
import io.agentpack.keycloak.ledger.hold.HeldRuns;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;
import org.keycloak.models.KeycloakSession;

/**
 * What this node knows to be stopped, whatever Keycloak's caches still say. Known from the commit on where the stop was made; everywhere else by
 * asking the database every second, so that no message between nodes has to arrive. Keycloak's session cache by itself is not enough: it is emptied
 * just before the commit, and a check that reads the database in that instant puts the old session back.
 */
public final class StoppedRuns {
    /** Tokens live 15 minutes at most, and none is issued for a run that is recorded as over. */
    static final Duration REMEMBERED = Duration.ofMinutes(20);

    private static final Duration OWN_NEWS = Duration.ofSeconds(10);

    private record Remembered(CauseKind kind, Instant until) {}

    private final ConcurrentMap<String, Remembered> stops = new ConcurrentHashMap<>();
    private final Clock clock;
    private final HeldRuns held = new HeldRuns();
    private volatile List<WideStop> wide = List.of();

    public StoppedRuns(Clock clock) {
        this.clock = clock;
    }

    public static StoppedRuns of(KeycloakSession session) {
        AgentLedgerProviderFactory factory = (AgentLedgerProviderFactory)
                session.getKeycloakSessionFactory().getProviderFactory(AgentLedgerProvider.class);
        return factory.stoppedRuns();
    }

    /** A run that was stopped itself, rather than with another one. */
    public record Stop(String runId, CauseKind kind) {}

    /**
     * What the database says.
     *
     * @param stops what was stopped lately
     * @param wide every wide stop that is not worked off
     * @param suspended ids of all runs that are suspended
     */
    public record News(Collection<Stop> stops, List<WideStop> wide, Collection<String> suspended) {}

    /** What is not stopped, but suspended. */
    public HeldRuns held() {
        return held;
    }

    /** Why the run of this id is known to be over; empty when nothing is known. */
    public Optional<CauseKind> endOf(String runId) {
        return Optional.ofNullable(stops.get(runId)).map(Remembered::kind);
    }

    /** Why a run is over that a wide stop hits. */
    public Optional<CauseKind> endOf(String realmId, Run run) {
        return wide.stream()
                .filter(stop -> stop.hits(realmId, run))
                .map(WideStop::kind)
                .findFirst();
    }

    public void add(Collection<Stop> more) {
        Instant until = clock.instant().plus(REMEMBERED);
        more.forEach(stop -> stops.putIfAbsent(stop.runId(), new Remembered(stop.kind(), until)));
    }

    public synchronized void add(WideStop stop) {
        wide = Stream.concat(wide.stream(), Stream.of(stop)).toList();
    }

    /** Takes what the database said when it was asked at this time, and forgets what no token can need any more. */
    public synchronized void learn(News news, Instant askedAt) {
        held.learn(news.suspended(), askedAt);
        add(news.stops());
        Instant now = clock.instant();
        // One of our own may have committed while the database was being asked.
        Stream<WideStop> own = wide.stream().filter(stop -> stop.at().isAfter(now.minus(OWN_NEWS)));
        wide = Stream.concat(news.wide().stream(), own).distinct().toList();
        stops.values().removeIf(stop -> stop.until().isBefore(now));
    }
}
