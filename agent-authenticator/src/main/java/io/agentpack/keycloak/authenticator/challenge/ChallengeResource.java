package io.agentpack.keycloak.authenticator.challenge;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;

/** {@code POST {realm}/agents/challenge}: a fresh challenge for anybody (draft section 6.3). It writes nothing. */
public final class ChallengeResource {
    private final KeycloakSession session;

    ChallengeResource(KeycloakSession session) {
        this.session = session;
    }

    @POST
    public Response give() {
        String challenge = RealmChallenges.of(session).fresh(Instant.ofEpochMilli(Time.currentTimeMillis()));
        return Response.ok(new Given(challenge), MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(RealmChallenges.DPOP_NONCE, challenge)
                .build();
    }

    /** The body of the answer. */
    public record Given(@JsonProperty("attestation_challenge") String challenge) {}
}
