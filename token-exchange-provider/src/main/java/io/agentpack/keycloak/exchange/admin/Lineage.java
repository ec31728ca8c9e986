package io.agentpack.keycloak.exchange.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.agentpack.keycloak.exchange.rest.RunView;
import java.util.List;

/**
 * Who did what for whom by whose permission. Times are seconds since 1970. Usernames are those of today; a person who is gone has none.
 *
 * @param run id of the run that the token belongs to
 * @param subject whom the tokens name as {@code sub}
 * @param owner who answers for it
 * @param line the run and those above it, root first: each agent, its instance, who vouched for it, what it might do, and how it ended
 * @param audiences where tokens of the run were good
 * @param journal what administrators did to the run while it lived, oldest first
 * @param end missing while the run lives
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Lineage(
        String jti,
        String run,
        Who subject,
        Who owner,
        Permission permission,
        List<RunView> line,
        List<String> audiences,
        List<Entry> journal,
        End end) {

    /** @param kind {@code person} or {@code service_account}; missing when it is gone */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Who(String id, String username, String kind) {}

    /**
     * @param by {@code consent}: the person agreed to {@code scope}; {@code token}: the person's token named the agent, or consent is implied;
     *     {@code owner}: the agent acts for itself
     * @param client client id of the app that the person used
     * @param session the person's session
     * @param token {@code jti} of the person's token
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Permission(String by, String scope, String client, String session, String token) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Entry(String what, long at, Who by, String reason) {}

    /** @param initiator {@code user}, {@code admin}, {@code policy} or {@code system} */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record End(
            String state,
            String cause,
            @JsonProperty("cause_id") String causeId,
            Long at,
            String initiator,
            Who by,
            String reason) {}
}
