package io.agentpack.keycloak.exchange.escalate;

import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.RefusedException;
import io.agentpack.keycloak.domain.decision.StartRun;
import io.agentpack.keycloak.ledger.approval.ApprovalRecord;
import io.agentpack.keycloak.ledger.approval.Approvals;
import io.agentpack.keycloak.ledger.approval.DeferralCode;
import java.time.Instant;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;

/** The request behind a code. A code that is unknown, another client's or another key's is the same to whoever asks. */
public final class FindDeferral {
    private static final Guesses GUESSES = new Guesses();

    private FindDeferral() {}

    /** @throws RefusedException for a code that isn't good; from who has tried many of those, another one than at first */
    static ApprovalRecord of(DeferralCode code, StartRun.Agent agent, KeycloakSession session) {
        Instant now = Instant.ofEpochMilli(Time.currentTimeMillis());
        Guesses.Who who = new Guesses.Who(
                agent.uuid(),
                agent.evidence().keyThumbprint(),
                session.getContext().getConnection().getRemoteAddr());
        if (GUESSES.areTooManyOfKey(who, now)) {
            throw new RefusedException(Refusal.POLLED_TOO_FAST, "this key has tried many codes that nobody was given");
        }
        try {
            return find(code, agent, session);
        } catch (RefusedException unknown) {
            if (GUESSES.add(who, now)) {
                throw new RefusedException(
                        Refusal.POLLED_TOO_FAST, "from this source come many codes that nobody was given");
            }
            throw unknown;
        }
    }

    private static ApprovalRecord find(DeferralCode code, StartRun.Agent agent, KeycloakSession session) {
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

    public static RefusedException unknown(String reason) {
        return new RefusedException(Refusal.DEFERRAL_UNKNOWN, reason);
    }
}
