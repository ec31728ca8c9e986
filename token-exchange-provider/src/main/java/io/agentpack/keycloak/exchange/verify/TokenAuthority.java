package io.agentpack.keycloak.exchange.verify;

import io.agentpack.keycloak.domain.authority.Authority;
import io.agentpack.keycloak.domain.authority.Scopes;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.keycloak.representations.AccessToken;

/** The authority that a Keycloak access token holds, and back. */
public final class TokenAuthority {
    private TokenAuthority() {}

    public static Authority of(AccessToken token) {
        Map<String, Set<String>> clientRoles = new TreeMap<>();
        token.getResourceAccess().forEach((client, access) -> clientRoles.put(client, roles(access)));
        return new Authority(
                Scopes.parse(token.getScope()),
                roles(token.getRealmAccess()),
                clientRoles,
                token.getAudience() == null ? Set.of() : Set.of(token.getAudience()));
    }

    /** Makes the token hold exactly this authority, except for the scope, which the response repeats. */
    public static void write(Authority authority, AccessToken token) {
        token.setRealmAccess(authority.realmRoles().isEmpty() ? null : access(authority.realmRoles()));
        token.getResourceAccess().clear();
        authority.clientRoles().forEach((client, roles) -> token.getResourceAccess()
                .put(client, access(roles)));
        token.audience(
                authority.audiences().isEmpty()
                        ? null
                        : authority.audiences().stream().sorted().toArray(String[]::new));
    }

    private static AccessToken.Access access(Set<String> roles) {
        return new AccessToken.Access().roles(Set.copyOf(roles));
    }

    private static Set<String> roles(AccessToken.Access access) {
        return access == null || access.getRoles() == null ? Set.of() : access.getRoles();
    }
}
