package io.agentpack.keycloak.signals.receiver;

import java.util.List;
import java.util.Optional;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RealmModel;

/** How a receiver is to be told, as its client says at this moment. A mapper goes before a stream: nobody is told twice. */
public sealed interface Route {

    static Route to(RealmModel realm, ClientModel client) {
        if (client == null || !client.isEnabled()) {
            return new Closed("The receiver's client is disabled or gone");
        }
        return Receivers.settingsOf(client)
                .<Route>map(settings -> new Push(
                        settings.pushUrl(),
                        settings.authorization(),
                        SsfStream.RS256,
                        List.of(client.getClientId()),
                        false))
                .or(() -> SsfStream.of(realm, client).map(SsfStream::route))
                .orElseGet(() -> new Closed("The client is no longer a receiver"));
    }

    /**
     * It is sent there (RFC 8935).
     *
     * @param authorization value of the {@code Authorization} header, or a vault reference
     * @param audience of the token
     * @param inOrder one after the other: what a stream held back while it was paused goes out as it came (SSF 1.0 section 8.1.2)
     */
    record Push(String url, Optional<String> authorization, String algorithm, List<String> audience, boolean inOrder)
            implements Route {

        /** Never shows the secret. */
        @Override
        public String toString() {
            return "Push";
        }
    }

    /** It is laid out for the receiver to fetch, from Keycloak's own poll endpoint (RFC 8936). */
    record Poll(String streamId, String algorithm, List<String> audience) implements Route {}

    /** Not now; what there is to tell is kept, in its order (SSF 1.0 section 8.1.2). */
    record Paused() implements Route {}

    /** Never. */
    record Closed(String why) implements Route {}
}
