package io.agentpack.keycloak.it.demo.stage;

import io.agentpack.keycloak.it.kit.server.KeycloakServer;
import io.agentpack.keycloak.it.kit.signals.SignalReceiver;
import java.net.URI;
import java.util.Map;

/** The servers around Keycloak: two APIs and an attester. They are there before the realm that names their addresses. */
public record Neighbours(CalendarApi calendar, MailApi mail, AttesterService attester) implements AutoCloseable {

    public static Neighbours of(KeycloakServer server) {
        URI issuer = server.url("/realms/" + DemoRealm.NAME);
        return new Neighbours(
                new CalendarApi(issuer, DemoRealm.secret()),
                new MailApi(issuer, DemoRealm.secret()),
                AttesterService.forAgents());
    }

    /** What the realm file leaves open about them. */
    Map<String, String> settings(KeycloakServer server) {
        return Map.of(
                "calendar.push-url", local(server, calendar.signals().port(), SignalReceiver.PATH),
                "calendar.push-authorization", "Bearer " + DemoRealm.secret(),
                "calendar.secret", calendar.client().secret(),
                "mail.secret", mail.client().secret(),
                "attester.issuer", attester.issuer(),
                "attester.jwks-url", local(server, attester.port(), "/jwks"));
    }

    @Override
    public void close() {
        calendar.close();
        mail.close();
        attester.close();
    }

    private static String local(KeycloakServer server, int port, String path) {
        return server.urlOfLocal(port, path).toString();
    }
}
