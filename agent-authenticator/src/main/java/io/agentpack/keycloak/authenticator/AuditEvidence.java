package io.agentpack.keycloak.authenticator;

import io.agentpack.keycloak.authenticator.evidence.Attestation;
import io.agentpack.keycloak.ledger.AuditDetail;
import org.keycloak.events.EventBuilder;

/** Says on the event of the request who has vouched for which running copy. */
final class AuditEvidence {
    private AuditEvidence() {}

    static void on(EventBuilder event, Attestation attestation) {
        event.detail(AuditDetail.ATTESTER, attestation.attester().name());
        event.detail(AuditDetail.INSTANCE, attestation.instance().id());
    }
}
