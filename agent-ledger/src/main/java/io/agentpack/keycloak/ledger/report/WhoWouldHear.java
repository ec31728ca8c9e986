package io.agentpack.keycloak.ledger.report;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.ProviderEvent;

/**
 * Published to ask who would be told if these runs were stopped now. Whoever tells receivers answers in the same call; nothing is written. It is
 * the question that goes with {@link io.agentpack.keycloak.ledger.RunsEnded}.
 */
public final class WhoWouldHear implements ProviderEvent {
    private final KeycloakSession session;
    private final RealmModel realm;
    private final List<FallingRun> runs;
    private final Map<String, Set<String>> receivers = new HashMap<>();

    public WhoWouldHear(KeycloakSession session, RealmModel realm, List<FallingRun> runs) {
        this.session = session;
        this.realm = realm;
        this.runs = List.copyOf(runs);
    }

    public KeycloakSession session() {
        return session;
    }

    public RealmModel realm() {
        return realm;
    }

    public List<FallingRun> runs() {
        return runs;
    }

    /** These receivers (client ids) would be told about the run. */
    public void hear(FallingRun run, Collection<String> clientIds) {
        receivers.computeIfAbsent(run.id(), id -> new HashSet<>()).addAll(clientIds);
    }

    /** Everyone who would be told of anything. */
    public Set<String> receivers() {
        Set<String> all = new TreeSet<>();
        receivers.values().forEach(all::addAll);
        return all;
    }

    /** How many signals would be sent: one for each run and receiver. */
    public int signals() {
        return receivers.values().stream().mapToInt(Set::size).sum();
    }
}
