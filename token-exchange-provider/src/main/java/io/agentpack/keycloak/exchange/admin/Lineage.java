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
 * @param step the request by which this one token holds more than its run; missing for all others
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
        Approval step,
        List<Entry> journal,
        End end) {

    /** @param kind {@code person} or {@code service_account}; missing when it is gone */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Who(String id, String username, String kind) {}

    /**
     * @param by {@code consent}: the person agreed to {@code scope}; {@code token}: the person's token named the agent, or consent is implied;
     *     {@code approval}: there was no token of the person's, they granted {@code scope} when the agent asked for it (CIBA); {@code owner}: the
     *     agent acts for itself
     * @param client client id of the app that the person used
     * @param session the person's session
     * @param token {@code jti} of the person's token
     * @param approval what the person was asked, and what they said
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Permission(String by, String scope, String client, String session, String token, Approval approval) {
        static final Permission OF_OWNER = new Permission("owner", null, null, null, null, null);

        static Permission of(Approval approval, String session) {
            return new Permission("approval", approval.scope(), null, session, null, approval);
        }
    }

    /**
     * A request of an agent, as {@code {admin}/agents/approvals/{id}} has it.
     *
     * @param scope what was asked for, nothing that the agent had already
     * @param decider {@code approver} or, where it was routine, {@code policy}
     * @param by the person who decided, where one did
     * @param at when it was decided
     * @param reason what they said about it
     * @param redeemed when the agent came for the token
     * @param intact whether the record is as it was written
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Approval(
            String id,
            String state,
            String scope,
            Long requested,
            String decider,
            Who by,
            Long at,
            String reason,
            Long redeemed,
            Boolean intact) {

        /** There is no record that this token came of it. */
        static Approval unknown(String id) {
            return new Approval(id, null, null, null, null, null, null, null, null, null);
        }
    }

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
