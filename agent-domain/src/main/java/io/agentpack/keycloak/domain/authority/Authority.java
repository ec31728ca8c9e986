package io.agentpack.keycloak.domain.authority;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a token lets its holder do: scopes, realm roles, roles of clients, and the audiences it is good for.
 *
 * @param clientRoles client id to role names; a client without roles is not listed
 */
public record Authority(
        Scopes scopes, Set<String> realmRoles, Map<String, Set<String>> clientRoles, Set<String> audiences) {

    public static final Authority NONE = new Authority(Scopes.NONE, Set.of(), Map.of(), Set.of());

    public Authority {
        realmRoles = Set.copyOf(realmRoles);
        audiences = Set.copyOf(audiences);
        Map<String, Set<String>> roles = new TreeMap<>();
        clientRoles.forEach((client, names) -> {
            if (!names.isEmpty()) {
                roles.put(client, Set.copyOf(names));
            }
        });
        clientRoles = Map.copyOf(roles);
    }

    /** Whether everything in {@code other} is also in this. */
    public boolean covers(Authority other) {
        return scopes.covers(other.scopes)
                && realmRoles.containsAll(other.realmRoles)
                && audiences.containsAll(other.audiences)
                && other.clientRoles.entrySet().stream().allMatch(entry -> clientRoles
                        .getOrDefault(entry.getKey(), Set.of())
                        .containsAll(entry.getValue()));
    }

    /** THE rule of attenuation: what both have, and nothing else. Never wider than either, in any order. */
    public Authority and(Authority other) {
        Map<String, Set<String>> roles = new TreeMap<>();
        clientRoles.forEach(
                (client, names) -> roles.put(client, both(names, other.clientRoles.getOrDefault(client, Set.of()))));
        return new Authority(
                scopes.and(other.scopes), both(realmRoles, other.realmRoles), roles, both(audiences, other.audiences));
    }

    /** What either has. Only for what somebody granted: nothing that is passed on may grow. */
    public Authority or(Authority other) {
        Map<String, Set<String>> roles = new TreeMap<>(clientRoles);
        other.clientRoles.forEach((client, names) -> roles.merge(client, names, Authority::either));
        return new Authority(
                scopes.or(other.scopes),
                either(realmRoles, other.realmRoles),
                roles,
                either(audiences, other.audiences));
    }

    /** The same authority without any role or audience of the given clients. */
    public Authority withoutClients(Set<String> clients) {
        Map<String, Set<String>> roles = new TreeMap<>(clientRoles);
        roles.keySet().removeAll(clients);
        Set<String> rest = new TreeSet<>(audiences);
        rest.removeAll(clients);
        return new Authority(scopes, realmRoles, roles, rest);
    }

    /** The same authority, good for these audiences only; roles of other clients go with them. */
    public Authority onlyFor(Set<String> targets) {
        Map<String, Set<String>> roles = new TreeMap<>(clientRoles);
        roles.keySet().retainAll(targets);
        return new Authority(scopes, realmRoles, roles, both(audiences, targets));
    }

    private static Set<String> either(Set<String> one, Set<String> other) {
        Set<String> all = new TreeSet<>(one);
        all.addAll(other);
        return all;
    }

    private static Set<String> both(Set<String> one, Set<String> other) {
        Set<String> common = new TreeSet<>(one);
        common.retainAll(other);
        return common;
    }
}
