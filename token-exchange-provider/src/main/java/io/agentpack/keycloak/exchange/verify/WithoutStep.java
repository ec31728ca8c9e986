package io.agentpack.keycloak.exchange.verify;

import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.RefusedException;
import io.agentpack.keycloak.domain.run.RunTokenId;
import io.agentpack.keycloak.ledger.approval.ApprovalRecord;
import io.agentpack.keycloak.ledger.approval.Approvals;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.AccessToken;

/**
 * What may be made from a token of a run: what it holds, without what it alone was granted. A step is for one token; whoever wants it again
 * asks again (1Password agent identity: "never widen the standing grant").
 */
final class WithoutStep {
    private WithoutStep() {}

    static InboundToken of(AccessToken token, KeycloakSession session, RealmModel realm) {
        InboundToken all = InboundToken.of(token);
        return RunTokenId.stepOf(token.getId())
                .map(step -> Approvals.in(session)
                        .find(realm, step)
                        .map(ApprovalRecord::request)
                        .map(KeptRequest::read)
                        .orElseThrow(() -> new RefusedException(
                                Refusal.SUBJECT_TOKEN_INVALID, "nobody knows any more what the token was granted")))
                .map(kept -> new InboundToken(
                        kept.inbound().authority().and(all.authority()),
                        kept.inbound().claims(),
                        all.senderConstrained()))
                .orElse(all);
    }
}
