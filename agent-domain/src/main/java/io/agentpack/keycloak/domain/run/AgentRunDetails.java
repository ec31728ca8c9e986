package io.agentpack.keycloak.domain.run;

import io.agentpack.keycloak.domain.PlainText;
import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.RefusedException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The authorization details type {@code agent_run} (RFC 9396): read strictly, written as granted. */
public final class AgentRunDetails {
    public static final String TYPE = "agent_run";

    private static final int GOAL_LENGTH = 256;
    private static final Set<String> MEMBERS =
            Set.of("type", "goal", "max_duration", "max_depth", "max_children", "delegates");

    private AgentRunDetails() {}

    /**
     * Reads parsed JSON.
     *
     * @throws RefusedException {@link Refusal#DETAILS_INVALID} for an unknown type or member, a second entry, a wrong type or a value out of
     *     bounds
     */
    public static RunLimits.Asked read(Object parsed) {
        if (!(parsed instanceof List<?> entries) || entries.size() != 1) {
            throw invalid("exactly one entry of type agent_run is expected");
        }
        if (!(entries.get(0) instanceof Map<?, ?> entry) || !TYPE.equals(entry.get("type"))) {
            throw invalid("unknown authorization details type");
        }
        if (!MEMBERS.containsAll(entry.keySet())) {
            throw invalid("unknown member");
        }
        return new RunLimits.Asked(
                goal(entry.get("goal")),
                number(entry.get("max_duration"), 1).map(Duration::ofSeconds),
                number(entry.get("max_depth"), 0),
                number(entry.get("max_children"), 0),
                names(entry.get("delegates")));
    }

    /**
     * The details as granted: the limits that are really in force, whatever was asked for. The duration is what is left now.
     *
     * @param goal what this request says it is for; where it says nothing, the run's own goal
     */
    public static Map<String, Object> granted(Run run, Optional<String> goal, Instant now) {
        RunLimits limits = run.limits();
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("type", TYPE);
        goal.or(run::goal).ifPresent(text -> entry.put("goal", text));
        entry.put("max_duration", run.deadline().getEpochSecond() - now.getEpochSecond());
        entry.put("max_depth", limits.depth());
        entry.put("max_children", limits.children());
        Set<String> delegates = new TreeSet<>(limits.delegates());
        limits.subtree().ifPresent(delegates::retainAll);
        entry.put("delegates", List.copyOf(delegates));
        return entry;
    }

    private static Optional<String> goal(Object value) {
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof String goal
                && goal.codePointCount(0, goal.length()) <= GOAL_LENGTH
                && PlainText.is(goal)) {
            return Optional.of(goal);
        }
        throw invalid("goal must be text of at most " + GOAL_LENGTH + " characters");
    }

    private static Optional<Integer> number(Object value, int least) {
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Integer number && number >= least) {
            return Optional.of(number);
        }
        throw invalid("a limit must be a whole number of at least " + least);
    }

    private static Optional<Set<String>> names(Object value) {
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Collection<?> items && items.stream().allMatch(String.class::isInstance)) {
            Set<String> names = new LinkedHashSet<>();
            items.forEach(item -> names.add((String) item));
            return Optional.of(names);
        }
        throw invalid("delegates must be a list of client ids");
    }

    private static RefusedException invalid(String reason) {
        return new RefusedException(Refusal.DETAILS_INVALID, reason);
    }
}
