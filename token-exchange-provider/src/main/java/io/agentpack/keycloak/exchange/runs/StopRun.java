package io.agentpack.keycloak.exchange.runs;

import io.agentpack.keycloak.domain.revocation.CauseKind;
import io.agentpack.keycloak.ledger.RunRecord;
import io.agentpack.keycloak.ledger.end.EndRuns;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.idm.OAuth2ErrorRepresentation;

/** A person stops a run: 204, or 409 when it is over already. */
final class StopRun {
    private StopRun() {}

    static Response answer(
            KeycloakSession session, RealmModel realm, RunRecord run, CauseKind kind, String byUser, String body) {
        Optional<String> reason = EndRequest.reason(body);
        boolean ended = !EndRuns.in(session, realm)
                .because(kind, List.of(run.id()), Optional.of(byUser), reason)
                .isEmpty();
        return ended ? Response.noContent().build() : overAlready();
    }

    /** Keycloak's header filter lets no answer but 204 be without a content type. */
    private static Response overAlready() {
        return Response.status(Response.Status.CONFLICT)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(new OAuth2ErrorRepresentation("conflict", "The run is over already."))
                .build();
    }
}
