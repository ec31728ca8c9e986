package io.agentpack.keycloak.it.demo.stage;

import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.JWTClaimsSet;
import com.sun.net.httpserver.HttpExchange;
import io.agentpack.keycloak.it.demo.stage.LocalServer.Answer;
import io.agentpack.keycloak.it.kit.Json;
import io.agentpack.keycloak.it.kit.oauth.RegisteredClient;
import io.agentpack.keycloak.it.kit.signals.Signal;
import io.agentpack.keycloak.it.kit.signals.SignalReceiver;
import java.net.URI;
import java.util.List;

/**
 * Checks tokens by itself and never asks Keycloak about one. It learns of runs that ended from the signals that are
 * pushed to it, and from then on refuses their tokens.
 */
public final class CalendarApi implements AutoCloseable {
    public static final String CLIENT_ID = "calendar-api";
    private static final String SCOPE = "calendar:read";

    private final RegisteredClient client;
    private final OfflineCheck check;
    private final SignalReceiver signals;
    private final LocalServer server;

    CalendarApi(URI issuer, String secret) {
        client = new RegisteredClient(CLIENT_ID, secret, null);
        check = new OfflineCheck(issuer, CLIENT_ID);
        signals = SignalReceiver.listen(issuer, CLIENT_ID);
        server = new LocalServer().route("/events", this::events);
    }

    public URI events() {
        return server.url("/events");
    }

    /** Its account at Keycloak, which it does not use itself. */
    public RegisteredClient client() {
        return client;
    }

    /** What it was told. */
    public SignalReceiver signals() {
        return signals;
    }

    @Override
    public void close() {
        server.close();
        signals.close();
    }

    private Answer events(HttpExchange request) {
        try {
            JWTClaimsSet token = check.accept(BearerToken.of(request));
            if (isRevoked(token.getClaim("sid"))) {
                return BearerToken.invalid("a signal said that run " + token.getClaim("sid") + " is over");
            }
            if (!List.of(token.getClaim("scope").toString().split(" ")).contains(SCOPE)) {
                return BearerToken.insufficient(SCOPE);
            }
            return new Answer(
                    200,
                    Json.object(
                            "events",
                            List.of("Tue 10:00 stand-up", "Thu free"),
                            "calendar_of",
                            token.getSubject(),
                            "read_by",
                            Actors.of(token)));
        } catch (BadJOSEException e) {
            return BearerToken.invalid(e.getMessage());
        }
    }

    private boolean isRevoked(Object run) {
        return signals.signals().stream()
                .anyMatch(signal ->
                        signal.is(Signal.SESSION_REVOKED) && signal.run().equals(run));
    }
}
