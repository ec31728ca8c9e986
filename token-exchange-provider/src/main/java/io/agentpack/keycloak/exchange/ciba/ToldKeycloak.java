package io.agentpack.keycloak.exchange.ciba;

import io.agentpack.keycloak.domain.escalation.ApprovalStep;
import io.agentpack.keycloak.ledger.approval.ApprovalRecord;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.grants.device.DeviceGrantType;

/**
 * Does what Keycloak's callback endpoint does when an authentication device reports: Keycloak keeps backchannel requests as device codes. Our row
 * is what counts; Keycloak's is in a cache that no transaction holds, so it comes second and is never enough by itself.
 */
public final class ToldKeycloak {
    private ToldKeycloak() {}

    /**
     * @param decidedIn the session in which the person decided; the run ends with it
     * @return false when Keycloak knows the request no more
     */
    public static boolean of(
            ApprovalStep step, ApprovalRecord request, UserSessionModel decidedIn, KeycloakSession session) {
        RealmModel realm = session.getContext().getRealm();
        return request.backchannelId()
                .map(id -> step == ApprovalStep.APPROVE
                        ? DeviceGrantType.approveUserCode(session, realm, id, decidedIn.getId(), null)
                        : DeviceGrantType.denyUserCode(session, realm, id))
                .orElse(true);
    }
}
