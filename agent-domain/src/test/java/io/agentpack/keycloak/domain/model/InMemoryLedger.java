package io.agentpack.keycloak.domain.model;

import io.agentpack.keycloak.domain.agent.AgentProfile;
import io.agentpack.keycloak.domain.revocation.Cascade;
import io.agentpack.keycloak.domain.run.Run;
import io.agentpack.keycloak.domain.run.RunState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The ledger without a database, and liveness as the real one answers it: looked up from the run to its root, never pushed down. */
final class InMemoryLedger {
    private final Map<String, Run> runs = new LinkedHashMap<>();
    private final Map<String, RunState> states = new LinkedHashMap<>();
    private boolean humanLeft;

    void open(Run run) {
        runs.put(run.id(), run);
        states.put(run.id(), RunState.ACTIVE);
    }

    void lowered(Run run) {
        runs.put(run.id(), run);
    }

    Run find(String id) {
        return runs.get(id);
    }

    /** As the runs above, and the settings of their agents, leave it now. */
    Run underAll(Run run, Function<String, AgentProfile> settings) {
        return run.parent()
                .map(parent -> underAll(runs.get(parent), settings))
                .map(parent -> run.under(parent.within(settings.apply(parent.agent()))))
                .orElse(run);
    }

    boolean lives(String id, Instant now) {
        Run run = runs.get(id);
        return states.get(id) == RunState.ACTIVE
                && !run.isOver(now)
                && !(run.standsOn().isPresent() && humanLeft)
                && run.parent().map(parent -> lives(parent, now)).orElse(true);
    }

    /** Whether nothing can ever bring the run back: unlike a suspended one. */
    boolean isOverForGood(String id, Instant now) {
        Run run = runs.get(id);
        return states.get(id).isFinal()
                || run.isOver(now)
                || run.standsOn().isPresent() && humanLeft
                || run.parent().map(parent -> isOverForGood(parent, now)).orElse(false);
    }

    long liveChildren(String parent, Instant now) {
        return runs.values().stream()
                .filter(run -> run.parent().filter(parent::equals).isPresent())
                .filter(run -> !states.get(run.id()).isFinal() && !run.isOver(now))
                .count();
    }

    void suspend(String id) {
        states.computeIfPresent(id, (run, state) -> state == RunState.ACTIVE ? RunState.SUSPENDED : state);
    }

    void resume(String id) {
        states.computeIfPresent(id, (run, state) -> state == RunState.SUSPENDED ? RunState.ACTIVE : state);
    }

    void end(List<String> hit) {
        List<Cascade.Node> all = runs.values().stream()
                .map(run -> new Cascade.Node(run.id(), run.parent()))
                .toList();
        Set<String> falling = Cascade.of(all, hit);
        falling.forEach(id -> states.computeIfPresent(
                id, (run, state) -> state.isFinal() ? state : hit.contains(id) ? RunState.REVOKED : RunState.CASCADED));
    }

    void endOf(String agent) {
        end(runs.values().stream()
                .filter(run -> run.agent().equals(agent))
                .map(Run::id)
                .toList());
    }

    void humanLeaves() {
        humanLeft = true;
    }

    boolean humanIsThere() {
        return !humanLeft;
    }

    List<Run> all() {
        return new ArrayList<>(runs.values());
    }
}
