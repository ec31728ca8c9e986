package io.agentpack.keycloak.ledger;

import io.agentpack.keycloak.domain.run.Run;
import io.agentpack.keycloak.ledger.AgentLedgerProvider.Hook;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The runs of a realm that hang on all of what is named.
 *
 * @param all at least one hook and its value
 * @param startedBefore only runs that started earlier than this; empty for all
 */
public record RunsOn(Map<Hook, String> all, Optional<Instant> startedBefore) {
    private static final String STARTED_BEFORE = "STARTED_BEFORE";

    public RunsOn {
        all = Map.copyOf(all);
    }

    public static RunsOn of(Hook hook, String value) {
        return new RunsOn(Map.of(hook, value), Optional.empty());
    }

    public RunsOn and(Hook hook, String value) {
        Map<Hook, String> more = new LinkedHashMap<>(all);
        more.put(hook, value);
        return new RunsOn(more, startedBefore);
    }

    public RunsOn before(Instant start) {
        return new RunsOn(all, Optional.of(start));
    }

    /** Whether whatever hangs under a run hangs on the same, so that the first run of each tree stands for all of it. */
    public boolean areWholeTrees() {
        return all.keySet().stream().allMatch(Hook::isInherited);
    }

    public boolean include(String realmId, Run run) {
        return startedBefore.map(run.started()::isBefore).orElse(true)
                && all.entrySet().stream().allMatch(on -> on.getValue().equals(valueOf(on.getKey(), realmId, run)));
    }

    private static String valueOf(Hook hook, String realmId, Run run) {
        return switch (hook) {
            case HUMAN_SESSION -> run.standsOn().map(Run.HumanGrant::sessionId).orElse(null);
            case SUBJECT_CLIENT ->
                run.standsOn().map(Run.HumanGrant::clientUuid).orElse(null);
            case SUBJECT_TOKEN -> run.standsOn().map(Run.HumanGrant::tokenId).orElse(null);
            case RUN_SESSION -> run.id();
            case SUBJECT -> run.subjectId();
            case AGENT -> run.agentUuid();
            case ENVIRONMENT -> run.environment().name();
            case ATTESTER -> run.attester();
            case REALM -> realmId;
        };
    }

    /** As one text, for the record. */
    public String encoded() {
        Stream<String> hooks = all.entrySet().stream()
                .map(on -> on.getKey().name() + "=" + on.getValue())
                .sorted();
        return Stream.concat(hooks, startedBefore.stream().map(start -> STARTED_BEFORE + "=" + start.toEpochMilli()))
                .collect(Collectors.joining("\n"));
    }

    public static RunsOn decoded(String text) {
        Map<String, String> parts = new LinkedHashMap<>();
        text.lines().map(line -> line.split("=", 2)).forEach(part -> parts.put(part[0], part[1]));
        Optional<Instant> start = Optional.ofNullable(parts.remove(STARTED_BEFORE))
                .map(millis -> Instant.ofEpochMilli(Long.parseLong(millis)));
        Map<Hook, String> hooks = new LinkedHashMap<>();
        parts.forEach((hook, value) -> hooks.put(Hook.valueOf(hook), value));
        return new RunsOn(hooks, start);
    }
}
