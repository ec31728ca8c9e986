package io.agentpack.keycloak.exchange.admin;

import io.agentpack.keycloak.domain.escalation.Decider;
import io.agentpack.keycloak.domain.run.RunTokenId;
import io.agentpack.keycloak.ledger.approval.ApprovalRecord;
import io.agentpack.keycloak.ledger.approval.Approvals;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** What was asked for and granted: by which a run began (CIBA), or one token got more than its run holds. */
final class LineageApprovals {
    private final RealmModel realm;
    private final Approvals approvals;
    private final Function<String, Lineage.Who> who;

    LineageApprovals(KeycloakSession session, RealmModel realm, Function<String, Lineage.Who> who) {
        this.realm = realm;
        this.approvals = Approvals.in(session);
        this.who = who;
    }

    /**
     * The request that began a tree.
     *
     * @param grantedBy what the tree's grant names as its token; of CIBA, where no token was handed in, it is Keycloak's id of the request
     */
    Optional<Lineage.Approval> thatBegan(String rootRun, String grantedBy) {
        return approvals
                .byBackchannel(realm, grantedBy)
                .filter(request -> request.runId().equals(rootRun))
                .map(this::told);
    }

    /** The request that a token's id names. That it came of it is what the record says, whatever the id says: ids are no secret, nor signed. */
    Optional<Lineage.Approval> ofToken(String tokenId) {
        return RunTokenId.stepOf(tokenId).map(id -> approvals
                .find(realm, id)
                .filter(request -> request.tokenId().equals(Optional.of(tokenId)))
                .map(this::told)
                .orElseGet(() -> Lineage.Approval.unknown(id)));
    }

    private Lineage.Approval told(ApprovalRecord request) {
        Instant now = Instant.ofEpochMilli(Time.currentTimeMillis());
        return new Lineage.Approval(
                request.id(),
                request.stateAt(now).value(),
                request.asked(),
                request.requested().getEpochSecond(),
                request.decider().map(Decider::value).orElse(null),
                request.decidedBy().map(who).orElse(null),
                request.decided().map(Instant::getEpochSecond).orElse(null),
                request.note().orElse(null),
                request.redeemed().map(Instant::getEpochSecond).orElse(null),
                approvals.isIntact(request));
    }
}
