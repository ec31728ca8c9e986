package io.agentpack.keycloak.signals.receiver;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.keycloak.common.Profile;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RealmModel;

/**
 * A receiver's stream of Keycloak's own Shared Signals transmitter. Keycloak keeps it in attributes of the receiver's client; they are read as such,
 * so that no class of the experimental feature is needed and none has to be there.
 *
 * @param events what it is to be told, by Keycloak's alias or by the type itself; empty for everything
 */
public record SsfStream(
        String id,
        String status,
        Optional<String> method,
        Optional<String> url,
        Optional<String> authorization,
        Set<String> events,
        List<String> audience,
        String algorithm) {
    static final String RS256 = "RS256";

    private static final String TRANSMITTER_ENABLED = "ssf.transmitterEnabled";
    private static final Set<String> PUSH =
            Set.of("urn:ietf:rfc:8935", "https://schemas.openid.net/secevent/risc/delivery-method/push");
    private static final Set<String> POLL =
            Set.of("urn:ietf:rfc:8936", "https://schemas.openid.net/secevent/risc/delivery-method/poll");
    private static final Map<String, String> ALIASES = Map.of(
            "https://schemas.openid.net/secevent/caep/event-type/session-revoked", "CaepSessionRevoked",
            "https://schemas.openid.net/secevent/caep/event-type/token-claims-change", "CaepTokenClaimsChange");

    /** Whether the server has the feature at all. */
    public static boolean areOn() {
        return Profile.isFeatureEnabled(Profile.Feature.SSF);
    }

    /** The client's stream, if the server, the realm and the client have streams switched on and the receiver has made one. */
    static Optional<SsfStream> of(RealmModel realm, ClientModel client) {
        boolean on = areOn()
                && Boolean.parseBoolean(realm.getAttribute(TRANSMITTER_ENABLED))
                && Boolean.parseBoolean(client.getAttribute("ssf.enabled"));
        return on ? read(client) : Optional.empty();
    }

    static Optional<SsfStream> read(ClientModel client) {
        return text(client, "ssf.stream.id")
                .map(id -> new SsfStream(
                        id,
                        text(client, "ssf.stream.status").orElse("enabled"),
                        text(client, "ssf.stream.delivery.method"),
                        text(client, "ssf.stream.delivery.endpointUrl"),
                        text(client, "ssf.stream.delivery.authorizationHeader"),
                        Set.copyOf(list(client, "ssf.stream.eventsDelivered")),
                        audience(client),
                        text(client, "ssf.signatureAlgorithm").orElse(RS256)));
    }

    /** Whether something of this type is kept for it: a disabled stream keeps nothing (SSF 1.0 section 8.1.2). */
    boolean wants(String eventType) {
        return !"disabled".equals(status)
                && (events.isEmpty() || events.contains(eventType) || events.contains(alias(eventType)));
    }

    /** Keycloak's short name of an event type. */
    public static String alias(String eventType) {
        return ALIASES.getOrDefault(eventType, eventType);
    }

    Route route() {
        if ("disabled".equals(status)) {
            return new Route.Closed("The stream is disabled");
        }
        if (!"enabled".equals(status)) {
            return new Route.Paused();
        }
        if (method.filter(POLL::contains).isPresent()) {
            return new Route.Poll(id, algorithm, audience);
        }
        return method.filter(PUSH::contains)
                .<Route>map(push -> new Route.Push(url.orElse(null), authorization, algorithm, audience, true))
                .orElseGet(() -> new Route.Closed("The stream has no way of delivery"));
    }

    /** Never shows the secret. */
    @Override
    public String toString() {
        return "SsfStream[" + id + ", " + status + "]";
    }

    private static List<String> audience(ClientModel client) {
        List<String> own = list(client, "ssf.stream.aud");
        return own.isEmpty() ? List.of(client.getClientId()) : own;
    }

    private static List<String> list(ClientModel client, String attribute) {
        return text(client, attribute).stream()
                .flatMap(text -> Stream.of(text.split(",")))
                .map(String::trim)
                .filter(entry -> !entry.isEmpty())
                .toList();
    }

    private static Optional<String> text(ClientModel client, String attribute) {
        return Optional.ofNullable(client.getAttribute(attribute)).filter(value -> !value.isBlank());
    }
}
