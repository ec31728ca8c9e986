package io.agentpack.keycloak.signals.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.keycloak.models.ClientModel;

class SsfStreamTest {
    private static final String SESSION_REVOKED = "https://schemas.openid.net/secevent/caep/event-type/session-revoked";
    private static final Map<String, String> PUSH = Map.of(
            "ssf.stream.id", "s-1",
            "ssf.stream.status", "enabled",
            "ssf.stream.delivery.method", "urn:ietf:rfc:8935",
            "ssf.stream.delivery.endpointUrl", "https://api.example/events",
            "ssf.stream.delivery.authorizationHeader", "Bearer secret",
            "ssf.stream.aud", "https://api.example",
            "ssf.stream.eventsDelivered", "CaepSessionRevoked,CaepCredentialChange");

    @Test
    void aPushStreamIsPushedTo() {
        assertThat(route(PUSH))
                .isEqualTo(new Route.Push(
                        "https://api.example/events",
                        Optional.of("Bearer secret"),
                        "RS256",
                        List.of("https://api.example"),
                        true));
    }

    @Test
    void aPollStreamIsLaidOutFor() {
        assertThat(route(with(PUSH, "ssf.stream.delivery.method", "urn:ietf:rfc:8936")))
                .isEqualTo(new Route.Poll("s-1", "RS256", List.of("https://api.example")));
    }

    @Test
    void theReceiversOwnAlgorithmIsTaken() {
        assertThat(route(with(PUSH, "ssf.signatureAlgorithm", "ES256")))
                .isInstanceOfSatisfying(
                        Route.Push.class, push -> assertThat(push.algorithm()).isEqualTo("ES256"));
    }

    @Test
    void aPausedStreamWaitsAndADisabledOneIsClosed() {
        assertThat(route(with(PUSH, "ssf.stream.status", "paused"))).isEqualTo(new Route.Paused());
        assertThat(route(with(PUSH, "ssf.stream.status", "disabled"))).isInstanceOf(Route.Closed.class);
        assertThat(stream(with(PUSH, "ssf.stream.status", "disabled")).wants(SESSION_REVOKED))
                .isFalse();
    }

    @Test
    void itHearsOnlyWhatItAskedFor() {
        assertThat(stream(PUSH).wants(SESSION_REVOKED)).isTrue();
        assertThat(stream(with(PUSH, "ssf.stream.eventsDelivered", SESSION_REVOKED))
                        .wants(SESSION_REVOKED))
                .isTrue();
        assertThat(stream(with(PUSH, "ssf.stream.eventsDelivered", "CaepCredentialChange"))
                        .wants(SESSION_REVOKED))
                .isFalse();
    }

    @Test
    void withoutAnIdThereIsNone() {
        assertThat(SsfStream.read(client(Map.of("ssf.enabled", "true")))).isEmpty();
    }

    @Test
    void theSecretShowsNowhere() {
        assertThat(stream(PUSH).toString() + route(PUSH)).doesNotContain("secret");
    }

    private static Route route(Map<String, String> attributes) {
        return stream(attributes).route();
    }

    private static SsfStream stream(Map<String, String> attributes) {
        return SsfStream.read(client(attributes)).orElseThrow();
    }

    private static Map<String, String> with(Map<String, String> attributes, String name, String value) {
        Map<String, String> changed = new HashMap<>(attributes);
        changed.put(name, value);
        return changed;
    }

    private static ClientModel client(Map<String, String> attributes) {
        return (ClientModel) Proxy.newProxyInstance(
                SsfStreamTest.class.getClassLoader(),
                new Class<?>[] {ClientModel.class},
                (self, method, args) -> switch (method.getName()) {
                    case "getAttribute" -> attributes.get((String) args[0]);
                    case "getClientId" -> "api";
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
