package io.agentpack.keycloak.exchange.escalate;

import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.RefusedException;
import io.agentpack.keycloak.domain.decision.StartRun;
import io.agentpack.keycloak.ledger.approval.ApprovalRecord;
import io.agentpack.keycloak.ledger.approval.Approvals;
import io.agentpack.keycloak.ledger.approval.DeferralCode;
import org.keycloak.models.KeycloakSession;

/** The request behind a code. A code that is unknown, another client's or another key's is the same to whoever asks. */
final class FindDeferral {
    private FindDeferral() {}

    static ApprovalRecord of(DeferralCode code, StartRun.Agent agent, KeycloakSession session) {
        if (!code.isWellFormed()) {
            throw unknown("not a deferral code");
        }
        ApprovalRecord request = Approvals.in(session)
                .byCode(session.getContext().getRealm(), code)
                .orElseThrow(() -> unknown("unknown deferral code"));
        if (!request.agentUuid().equals(agent.uuid())) {
            throw unknown("the deferral code is another client's");
        }
        if (!request.instanceKey().equals(agent.evidence().keyThumbprint())) {
            throw unknown("the deferral code is another key's");
        }
        return request;
    }

    static RefusedException unknown(String reason) {
        return new RefusedException(Refusal.DEFERRAL_UNKNOWN, reason);
    }
}
