package io.agentpack.keycloak.authenticator.attester;

import com.nimbusds.jose.jwk.JWK;
import io.agentpack.keycloak.authenticator.jose.BadJoseException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keys behind an address, fetched when needed and remembered.
 *
 * <p>They are fetched again when evidence names a key that is not known, and when they are older than {@link #FRESH}; never more often than
 * once per {@link #PAUSE}, and by one thread at a time. While the address doesn't answer, known keys are good for {@link #USABLE}, so that an
 * outage of the attester does not stop its agents at once; after that they vouch for nobody.
 */
final class RemoteKeys implements KeySource {
    static final Duration FRESH = Duration.ofMinutes(5);
    static final Duration USABLE = Duration.ofHours(1);
    static final Duration PAUSE = Duration.ofSeconds(10);

    private final JwksFetch fetch;
    private final Clock clock;
    private final ReentrantLock refreshing = new ReentrantLock();
    private volatile Known known = new Known(new TrustedKeys(List.of()), Instant.MIN);
    private Instant lastTried = Instant.MIN;
    private volatile String trouble = "not fetched yet";

    RemoteKeys(JwksFetch fetch, Clock clock) {
        this.fetch = fetch;
        this.clock = clock;
    }

    @Override
    public List<JWK> find(Optional<String> keyId) throws KeysUnavailableException {
        Known seen = known;
        List<JWK> found = seen.isWithin(USABLE, clock) ? seen.keys.withId(keyId) : List.of();
        if (!found.isEmpty() && (seen.isWithin(FRESH, clock) || refreshing.isLocked())) {
            return found;
        }
        refresh(seen);
        if (!known.isWithin(USABLE, clock)) {
            throw new KeysUnavailableException(trouble);
        }
        return known.keys.withId(keyId);
    }

    private void refresh(Known seen) {
        refreshing.lock();
        try {
            Instant now = clock.instant();
            boolean doneMeanwhile = known != seen;
            boolean tooSoon = lastTried.isAfter(now.minus(PAUSE));
            if (!doneMeanwhile && !tooSoon) {
                lastTried = now;
                known = new Known(TrustedKeys.read(fetch.get()), now);
            }
        } catch (IOException e) {
            trouble = "its JWKS URL does not answer as it should";
        } catch (BadJoseException e) {
            trouble = "what its JWKS URL answers can't be used: " + e.getMessage();
        } finally {
            refreshing.unlock();
        }
    }

    private record Known(TrustedKeys keys, Instant since) {
        boolean isWithin(Duration age, Clock clock) {
            return since.isAfter(clock.instant().minus(age));
        }
    }
}
