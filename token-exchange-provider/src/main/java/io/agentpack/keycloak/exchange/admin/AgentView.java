package io.agentpack.keycloak.exchange.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.agentpack.keycloak.domain.agent.AgentProfile;
import io.agentpack.keycloak.ledger.AgentClients;
import io.agentpack.keycloak.ledger.report.LiveRuns;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.keycloak.models.ClientModel;

/**
 * An agent as JSON.
 *
 * @param id immutable id of the client
 * @param ownerMissing whether an owner is named, or needed, and there is no such person or they are disabled: the agent starts no runs
 * @param problems what is wrong with its settings; an agent with problems gets nothing
 * @param lastAttested when the newest run that lives was started, which took fresh evidence; seconds since 1970
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AgentView(
        @JsonProperty("client_id") String clientId,
        String id,
        String name,
        boolean enabled,
        String authority,
        String environment,
        String locality,
        String owner,
        @JsonProperty("owner_missing") boolean ownerMissing,
        List<String> attesters,
        List<String> problems,
        Runs runs,
        @JsonProperty("last_attested") Long lastAttested) {

    public record Runs(long active, long suspended) {}

    /** An agent whose runs have not been counted. */
    record Draft(ClientModel client, AgentProfile profile, boolean ownerMissing) {

        AgentView with(LiveRuns live) {
            return new AgentView(
                    client.getClientId(),
                    client.getId(),
                    client.getName(),
                    client.isEnabled(),
                    profile.authority().value(),
                    profile.environment().name(),
                    profile.locality().value(),
                    profile.owner().orElse(null),
                    ownerMissing,
                    List.copyOf(profile.attesters()),
                    profile.problems(),
                    new Runs(live.active(), live.suspended()),
                    live.lastStarted().map(Instant::getEpochSecond).orElse(null));
        }
    }

    static Draft draft(ClientModel client, Predicate<AgentProfile> ownerMissing) {
        AgentProfile profile = AgentClients.profileOf(client);
        return new Draft(client, profile, ownerMissing.test(profile));
    }
}
