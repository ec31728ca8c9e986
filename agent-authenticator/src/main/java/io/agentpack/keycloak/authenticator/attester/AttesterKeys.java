package io.agentpack.keycloak.authenticator.attester;

import io.agentpack.keycloak.authenticator.jose.BadJoseException;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/** The keys of all attesters on this node, by component. Changed settings make new keys. */
final class AttesterKeys {
    private final ConcurrentMap<String, Kept> byComponent = new ConcurrentHashMap<>();
    private final Function<URI, JwksFetch> remote;

    AttesterKeys(Function<URI, JwksFetch> remote) {
        this.remote = remote;
    }

    KeySource of(String componentId, AttesterSettings settings) {
        Origin origin = new Origin(
                settings.jwksUrl(),
                settings.jwks(),
                settings.trustAnchors(),
                settings.format().keyUse());
        return byComponent.compute(
                        componentId, (id, kept) -> kept != null && kept.origin.equals(origin) ? kept : keep(origin))
                .source;
    }

    void forget(String componentId) {
        byComponent.remove(componentId);
    }

    private Kept keep(Origin origin) {
        Clock clock = Clock.systemUTC();
        try {
            if (origin.url.isPresent()) {
                return new Kept(origin, new RemoteKeys(remote.apply(origin.url.get()), origin.use, clock));
            }
            KeySource source = origin.anchors.isPresent()
                    ? new CertifiedKeys(TrustAnchors.read(origin.anchors.get()), clock)
                    : TrustedKeys.read(origin.jwks.orElse(""), origin.use)::find;
            return new Kept(origin, source);
        } catch (BadJoseException e) {
            return new Kept(origin, hint -> {
                throw new KeysUnavailableException("they can't be used: " + e.getMessage());
            });
        }
    }

    /** What the keys are made from. */
    private record Origin(Optional<URI> url, Optional<String> jwks, Optional<String> anchors, Optional<String> use) {}

    private record Kept(Origin origin, KeySource source) {}
}
