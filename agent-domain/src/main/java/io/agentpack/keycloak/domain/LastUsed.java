package io.agentpack.keycloak.domain;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Results that follow from their key alone, so that they can never be wrong; those used last. One node's own.
 *
 * @param <K> what they follow from
 */
public final class LastUsed<K, V> {
    private final Map<K, V> kept;

    /** @param most that are kept */
    public LastUsed(int most) {
        kept = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }

    /** Computes outside the lock: two threads may do the same work, but none waits for another's. */
    public V get(K key, Function<K, V> compute) {
        Optional<V> known = find(key);
        if (known.isPresent()) {
            return known.get();
        }
        V made = compute.apply(key);
        put(key, made);
        return made;
    }

    public Optional<V> find(K key) {
        synchronized (kept) {
            return Optional.ofNullable(kept.get(key));
        }
    }

    public void put(K key, V value) {
        synchronized (kept) {
            kept.put(key, value);
        }
    }
}
