package io.agentpack.keycloak.authenticator.attester;

import io.agentpack.keycloak.authenticator.jose.BadJoseException;
import java.net.URI;
import java.time.Clock;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/** The keys of all attesters on this node, by component. Changed settings make new keys. */
final class AttesterKeys {
    private final ConcurrentMap<String, Kept> byComponent = new ConcurrentHashMap<>();
    private final Function<URI, KeySource> remote;

    AttesterKeys(Function<URI, KeySource> remote) {
        this.remote = remote;
    }

    static AttesterKeys overHttp() {
        return new AttesterKeys(url -> new RemoteKeys(new HttpJwksFetch(url), Clock.systemUTC()));
    }

    KeySource of(String componentId, AttesterSettings settings) {
        String origin = settings.jwksUrl().map(URI::toString).or(settings::jwks).orElse("");
        return byComponent.compute(
                        componentId,
                        (id, kept) -> kept != null && kept.origin.equals(origin) ? kept : keep(origin, settings))
                .source;
    }

    void forget(String componentId) {
        byComponent.remove(componentId);
    }

    private Kept keep(String origin, AttesterSettings settings) {
        return new Kept(origin, settings.jwksUrl().map(remote).orElseGet(() -> inline(origin)));
    }

    private static KeySource inline(String jwks) {
        try {
            return TrustedKeys.read(jwks)::withId;
        } catch (BadJoseException e) {
            return keyId -> {
                throw new KeysUnavailableException("its JWKS can't be used: " + e.getMessage());
            };
        }
    }

    private record Kept(String origin, KeySource source) {}
}
