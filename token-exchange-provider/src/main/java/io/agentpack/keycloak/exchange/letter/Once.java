package io.agentpack.keycloak.exchange.letter;

import java.util.LinkedHashMap;
import java.util.Map;

/** Remembers what has been done already, on this node and for the newest so many. */
final class Once {
    private final Map<String, Boolean> done;

    /** @param most 1 or more */
    Once(int most) {
        done = new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                return size() > most;
            }
        };
    }

    synchronized boolean isFirst(String what) {
        return done.put(what, Boolean.TRUE) == null;
    }
}
