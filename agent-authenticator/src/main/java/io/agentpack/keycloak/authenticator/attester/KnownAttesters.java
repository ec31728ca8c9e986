package io.agentpack.keycloak.authenticator.attester;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.keycloak.component.ComponentModel;

/** What the settings of attesters mean, by component: every authentication asks, and reading them parses a JWKS. Changed settings are read anew. */
final class KnownAttesters {
    private final ConcurrentMap<String, Known> byComponent = new ConcurrentHashMap<>();
    private final Function<ComponentModel, Attester> read;

    KnownAttesters(Function<ComponentModel, Attester> read) {
        this.read = read;
    }

    Attester of(ComponentModel model) {
        Known known = byComponent.get(model.getId());
        if (known == null || !known.isOf(model)) {
            known = new Known(model.getName(), copy(model), read.apply(model));
            byComponent.put(model.getId(), known);
        }
        return known.attester;
    }

    void forget(String componentId) {
        byComponent.remove(componentId);
    }

    /** Its own lists: whoever changes a component may do so in place. */
    private static Map<String, List<String>> copy(ComponentModel model) {
        Map<String, List<String>> config = new HashMap<>();
        model.getConfig().forEach((name, values) -> config.put(name, values == null ? null : new ArrayList<>(values)));
        return config;
    }

    private record Known(String name, Map<String, List<String>> config, Attester attester) {
        boolean isOf(ComponentModel model) {
            return Objects.equals(name, model.getName()) && config.equals(model.getConfig());
        }
    }
}
