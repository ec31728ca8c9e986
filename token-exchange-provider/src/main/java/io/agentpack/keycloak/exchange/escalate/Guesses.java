package io.agentpack.keycloak.exchange.escalate;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts codes that nobody was given, by who tries them: a code has 256 random bits, so whoever tries many isn't unlucky. Kept by each node in its own
 * memory, of at most {@value #KNOWN} at a time.
 *
 * <p>An instance that guesses is answered without a look at the table. That can only be in its own way: codes are good for the key that asked and no
 * other. A client or a source that guesses with many instances is answered the same for codes that are not good; the right code of another run always is.
 */
final class Guesses {
    static final Duration PERIOD = Duration.ofMinutes(1);
    static final int OF_ONE_KEY = 10;
    static final int OF_ONE_SOURCE = 100;
    static final int KNOWN = 10_000;

    private final Map<String, Count> counts = new LinkedHashMap<>(16, 0.75f, true);

    private record Count(Instant since, int number) {}

    /** Who tries: the client's immutable id, the thumbprint of its instance's key, and the address that it comes from. */
    record Who(String client, String key, String source) {
        private String instance() {
            return "k " + client + " " + key;
        }

        private String place() {
            return "s " + client + " " + source;
        }
    }

    synchronized boolean areTooManyOfKey(Who who, Instant now) {
        return number(who.instance(), now) >= OF_ONE_KEY;
    }

    /** @return whether the source has made too many, this one included */
    synchronized boolean add(Who who, Instant now) {
        count(who.instance(), now);
        return count(who.place(), now) > OF_ONE_SOURCE;
    }

    synchronized int known() {
        return counts.size();
    }

    private int number(String name, Instant now) {
        Count count = counts.get(name);
        return count == null || isOver(count, now) ? 0 : count.number();
    }

    private int count(String name, Instant now) {
        Count count = counts.get(name);
        Count next =
                count == null || isOver(count, now) ? new Count(now, 1) : new Count(count.since(), count.number() + 1);
        counts.put(name, next);
        if (counts.size() > KNOWN) {
            Iterator<String> longestAgo = counts.keySet().iterator();
            longestAgo.next();
            longestAgo.remove();
        }
        return next.number();
    }

    private static boolean isOver(Count count, Instant now) {
        return !now.isBefore(count.since().plus(PERIOD));
    }
}
