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
import org.keycloak.OAuth2Constants;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;

/** The client scopes of an agent, as the domain's scopes and as Keycloak's restriction. */
final class ClientScopes {
    private final ClientModel client;
    private final Map<String, ClientScopeModel> byDefault;
    private final Map<String, ClientScopeModel> optional;

    ClientScopes(ClientModel client) {
        this.client = client;
        this.byDefault = client.getClientScopes(true);
        this.optional = client.getClientScopes(false);
    }

    /** What the next token's scope is. */
    Scopes granted(TokenRequest wanted, Optional<Scopes> inbound, Assurance assurance) {
        Scopes visibleDefaults = visible(byDefault.values());
        // "openid" is no client scope in Keycloak; userinfo wants it
        Scopes assigned = visibleDefaults.or(visible(optional.values())).or(Scopes.of(OAuth2Constants.SCOPE_OPENID));
        return Attenuate.scopes(wanted.scopes(), inbound, assurance.cap(assigned), visibleDefaults);
    }

    /** What client policies leave of it. */
    static Scopes leftByPolicy(Scopes granted, Optional<Set<String>> allowed) {
        return allowed.map(names -> granted.and(new Scopes(names).or(Scopes.of(OAuth2Constants.SCOPE_OPENID))))
                .orElse(granted);
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
