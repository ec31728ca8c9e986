package io.agentpack.keycloak.ledger;

import io.agentpack.keycloak.domain.run.Run;
import io.agentpack.keycloak.ledger.AgentLedgerProvider.Hook;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The runs of a realm that hang on all of what is named.
 *
 * @param all at least one hook and its value
 */
public record RunsOn(Map<Hook, String> all) {

    public RunsOn {
        all = Map.copyOf(all);
    }

    public static RunsOn of(Hook hook, String value) {
        return new RunsOn(Map.of(hook, value));
    }

    public RunsOn and(Hook hook, String value) {
        Map<Hook, String> more = new LinkedHashMap<>(all);
        more.put(hook, value);
        return new RunsOn(more);
    }

    /** Whether whatever hangs under a run hangs on the same, so that the first run of each tree stands for all of it. */
    public boolean areWholeTrees() {
        return all.keySet().stream().allMatch(Hook::isInherited);
    }

    public boolean include(String realmId, Run run) {
        return all.entrySet().stream().allMatch(on -> on.getValue().equals(valueOf(on.getKey(), realmId, run)));
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
        return all.entrySet().stream()
                .map(on -> on.getKey().name() + "=" + on.getValue())
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    public static RunsOn decoded(String text) {
        return new RunsOn(text.lines()
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(parts -> Hook.valueOf(parts[0]), parts -> parts[1])));
    }
}
