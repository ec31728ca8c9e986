package io.agentpack.keycloak.exchange.rest;

import io.agentpack.keycloak.domain.revocation.CauseKind;
import io.agentpack.keycloak.ledger.RunRecord;
import io.agentpack.keycloak.ledger.end.EndRuns;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.idm.OAuth2ErrorRepresentation;

/** A person stops a run: 204, or 409 when it is over already. */
public final class StopRun {
    private StopRun() {}

    public static Response answer(
            KeycloakSession session, RealmModel realm, RunRecord run, CauseKind kind, String byUser, String body) {
        return stop(session, realm, run, kind, byUser, EndRequest.reason(body))
                ? Response.noContent().build()
                : conflict("The run is over already.");
    }

    /** @return false when it is over already */
    public static boolean stop(
            KeycloakSession session,
            RealmModel realm,
            RunRecord run,
            CauseKind kind,
            String byUser,
            Optional<String> reason) {
        // A run past its deadline is over, whether or not its row is closed.
        return !run.stateAt(Instant.ofEpochMilli(Time.currentTimeMillis())).isFinal()
                && !EndRuns.in(session, realm)
                        .because(kind, List.of(run.id()), Optional.of(byUser), reason)
                        .isEmpty();
    }

    /** Keycloak's header filter lets no answer but 204 be without a content type. */
    public static Response conflict(String sentence) {
        return Response.status(Response.Status.CONFLICT)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(new OAuth2ErrorRepresentation("conflict", sentence))
                .build();
    }
}
