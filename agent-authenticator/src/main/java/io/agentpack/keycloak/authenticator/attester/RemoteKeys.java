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
 * <p>They are fetched again when evidence names a key that is not known, and when they are older than {@link #FRESH}, or than the publisher itself
 * wants them to get where that is less; never more often than
 * once per {@link #PAUSE}, and by one thread at a time. While the address doesn't answer, known keys are good for {@link #USABLE}, so that an
 * outage of the attester does not stop its agents at once; after that they vouch for nobody.
 */
final class RemoteKeys implements KeySource {
    static final Duration FRESH = Duration.ofMinutes(5);
    static final Duration USABLE = Duration.ofHours(1);
    static final Duration PAUSE = Duration.ofSeconds(10);

    private final JwksFetch fetch;
    private final Optional<String> use;
    private final Clock clock;
    private final ReentrantLock refreshing = new ReentrantLock();
    private volatile Known known = new Known(TrustedKeys.none(), Instant.MIN);
    private Instant lastTried = Instant.MIN;
    private volatile String trouble = "not fetched yet";

    /** @param use see {@link TrustedKeys#read} */
    RemoteKeys(JwksFetch fetch, Optional<String> use, Clock clock) {
        this.fetch = fetch;
        this.use = use;
        this.clock = clock;
    }

    @Override
    public List<JWK> find(KeyHint hint) throws KeysUnavailableException {
        Known seen = known;
        List<JWK> found = seen.isWithin(USABLE, clock) ? seen.keys.find(hint) : List.of();
        if (!found.isEmpty() && (seen.isFresh(clock) || refreshing.isLocked())) {
            return found;
        }
        refresh(seen);
        if (!known.isWithin(USABLE, clock)) {
            throw new KeysUnavailableException(trouble);
        }
        return known.keys.find(hint);
    }

    private void refresh(Known seen) {
        refreshing.lock();
        try {
            Instant now = clock.instant();
            boolean doneMeanwhile = known != seen;
            boolean tooSoon = lastTried.isAfter(now.minus(PAUSE));
            if (!doneMeanwhile && !tooSoon) {
                lastTried = now;
                known = new Known(TrustedKeys.read(fetch.get(), use), now);
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
        boolean isFresh(Clock clock) {
            Duration wanted =
                    keys.refreshHint().filter(hint -> hint.compareTo(FRESH) < 0).orElse(FRESH);
            return isWithin(wanted, clock);
        }

        boolean isWithin(Duration age, Clock clock) {
            return since.isAfter(clock.instant().minus(age));
        }
    }
}
