package io.agentpack.keycloak.signals.cause;

import io.agentpack.keycloak.ledger.RunRecord;
import io.agentpack.keycloak.ledger.RunStanding;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A small realm: app {@code app}, agent {@code planner} with its service account, one attester that is on and one that is off. */
record KnownFacts(boolean realmIsEnabled, Optional<Instant> notBefore, Set<String> disabledUsers) implements Facts {
    static final KnownFacts QUIET = new KnownFacts(true, Optional.empty(), Set.of());

    private static final Map<String, String> CLIENTS = Map.of("app", "uuid-app", "planner", "uuid-planner");
    private static final Map<String, Attester> ATTESTERS =
            Map.of("c-on", new Attester("factory", true), "c-off", new Attester("garage", false));

    @Override
    public String realmId() {
        return "realm-1";
    }

    @Override
    public Optional<String> clientUuid(String clientId) {
        return Optional.ofNullable(CLIENTS.get(clientId));
    }

    @Override
    public boolean isDisabled(String userId) {
        return disabledUsers.contains(userId);
    }

    @Override
    public Optional<String> clientOfServiceAccount(String userId) {
        return userId.equals("sa-planner") ? Optional.of("uuid-planner") : Optional.empty();
    }

    @Override
    public Optional<Attester> attester(String componentId) {
        return Optional.ofNullable(ATTESTERS.get(componentId));
    }

    /** What started at the epoch has lost its consent and its rights since. */
    @Override
    public boolean isConsentedTo(RunRecord run, String clientUuid) {
        return run.started().isAfter(Instant.EPOCH);
    }

    @Override
    public boolean holdsLostRight(RunRecord run) {
        return !run.started().isAfter(Instant.EPOCH);
    }

    @Override
    public List<RunStanding> standingsOfLive(String agentUuid) {
        return List.of(new RunStanding("delegated", true, "production", "remote", "factory"));
    }
}
