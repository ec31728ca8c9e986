package io.agentpack.keycloak.exchange.issue;

import io.agentpack.keycloak.domain.agent.Assurance;
import io.agentpack.keycloak.domain.authority.Scopes;
import io.agentpack.keycloak.domain.decision.Attenuate;
import io.agentpack.keycloak.exchange.request.TokenRequest;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.OAuth2Constants;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.RoleUtils;

/** The client scopes of an agent, as the domain's scopes and as Keycloak's restriction. */
public final class ClientScopes {
    private final ClientModel client;
    private final Map<String, ClientScopeModel> byDefault;
    private final Map<String, ClientScopeModel> optional;

    public ClientScopes(ClientModel client) {
        this.client = client;
        this.byDefault = client.getClientScopes(true);
        this.optional = client.getClientScopes(false);
    }

    /** What the next token's scope is. */
    Scopes granted(TokenRequest wanted, Optional<Scopes> inbound, Assurance assurance) {
        return Attenuate.scopes(wanted.scopes(), inbound, assurance.cap(assigned()), visible(byDefault.values()));
    }

    /** What client policies leave of it. */
    static Scopes leftByPolicy(Scopes granted, Optional<Set<String>> allowed) {
        return allowed.map(names -> granted.and(new Scopes(names).or(Scopes.of(OAuth2Constants.SCOPE_OPENID))))
                .orElse(granted);
    }

    private Scopes assigned() {
        // "openid" is no client scope in Keycloak; userinfo wants it
        return visible(byDefault.values()).or(visible(optional.values())).or(Scopes.of(OAuth2Constants.SCOPE_OPENID));
    }

    /**
     * What the client may have, the user holds, and evidence like this is good for. A scope with roles is held by who has one of them, as in
     * Keycloak.
     */
    public Scopes heldBy(UserModel user, Assurance assurance) {
        return assurance
                .cap(assigned())
                .without(Stream.concat(byDefault.values().stream(), optional.values().stream())
                        .filter(scope -> !isHeld(scope, user))
                        .map(ClientScopeModel::getName)
                        .toList());
    }

    private static boolean isHeld(ClientScopeModel scope, UserModel user) {
        Set<RoleModel> roles =
                RoleUtils.expandCompositeRoles(scope.getScopeMappingsStream().collect(Collectors.toSet()));
        return roles.isEmpty() || roles.stream().anyMatch(user::hasRole);
    }

    Stream<ClientScopeModel> named(Scopes names) {
        return Stream.concat(byDefault.values().stream(), optional.values().stream())
                .filter(scope -> names.contains(scope.getName()));
    }

    /**
     * Names of the client scopes whose mappers and roles may shape the token: the granted ones, the client itself, and default scopes that never
     * show as a scope ("basic", "roles", "acr"): without them a token has not even a {@code sub}. What they add beyond the inbound token is cut
     * afterwards.
     */
    Set<String> restriction(Scopes granted, Optional<Set<String>> allowedByPolicy) {
        Set<String> names = new HashSet<>(granted.values());
        byDefault.values().stream()
                .filter(scope -> !scope.isIncludeInTokenScope())
                .forEach(scope -> names.add(scope.getName()));
        allowedByPolicy.ifPresent(names::retainAll);
        names.add(client.getName()); // the client counts as a scope under its display name, which may be null
        return names;
    }

    private static Scopes visible(Collection<ClientScopeModel> scopes) {
        return new Scopes(scopes.stream()
                .filter(ClientScopeModel::isIncludeInTokenScope)
                .map(ClientScopeModel::getName)
                .collect(Collectors.toCollection(TreeSet::new)));
    }
}
