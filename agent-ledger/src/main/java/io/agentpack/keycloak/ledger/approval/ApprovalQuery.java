package io.agentpack.keycloak.ledger.approval;

import io.agentpack.keycloak.domain.escalation.ApprovalState;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Which requests to list, newest first.
 *
 * @param decides whose to decide, if only theirs
 * @param first 0 or more
 * @param max 1 to {@value #MOST}
 */
public record ApprovalQuery(
        Optional<ApprovalState> state, Optional<String> runId, Optional<Deciding> decides, int first, int max) {
    public static final int MOST = 100;

    public ApprovalQuery {
        first = Math.max(0, first);
        max = Math.min(MOST, Math.max(1, max));
    }

    /** @param roles approvers of the form {@code role:<realm role>} that the user is one of */
    public record Deciding(String userId, List<String> roles) {
        public Deciding(String userId, Collection<String> roles) {
            this(userId, List.copyOf(roles));
        }
    }
}
