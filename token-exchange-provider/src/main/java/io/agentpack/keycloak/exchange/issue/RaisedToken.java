package io.agentpack.keycloak.exchange.issue;

import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.RefusedException;
import io.agentpack.keycloak.domain.authority.Authority;
import io.agentpack.keycloak.domain.authority.Scopes;
import io.agentpack.keycloak.exchange.verify.InboundToken;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.utils.RoleUtils;

/**
 * The token that was handed in, as if it had held the granted scopes as well: with the roles, audiences and claims that these scopes bring, and
 * nothing that any other scope or mapper of the client would add.
 */
final class RaisedToken {
    private RaisedToken() {}

    /**
     * @param wide what Keycloak would let the agent have with the granted scopes
     * @param alone what it would let the agent have with nothing but them
     */
    static InboundToken of(
            InboundToken inbound, ScopeStep step, Authority wide, ComputedToken alone, ClientScopes scopes) {
        if (!wide.scopes().covers(step.extra())) {
            throw new RefusedException(Refusal.SCOPE_BEYOND, "the subject of the run does not hold it");
        }
        Authority brought = alone.authority().or(mapped(step.extra(), scopes));
        Map<String, Object> claims = new LinkedHashMap<>(alone.claims());
        claims.putAll(inbound.claims());
        return new InboundToken(inbound.authority().or(wide.and(brought)), claims, inbound.senderConstrained());
    }

    /** The roles that are mapped to the scopes, and the clients whose roles they are. */
    private static Authority mapped(Scopes extra, ClientScopes scopes) {
        Set<RoleModel> roles = RoleUtils.expandCompositeRoles(scopes.named(extra)
                .flatMap(ClientScopeModel::getScopeMappingsStream)
                .collect(Collectors.toSet()));
        Set<String> ofRealm = new TreeSet<>();
        Map<String, Set<String>> ofClients = new TreeMap<>();
        for (RoleModel role : roles) {
            if (!role.isClientRole()) {
                ofRealm.add(role.getName());
            } else if (role.getContainer() instanceof ClientModel client) {
                ofClients
                        .computeIfAbsent(client.getClientId(), id -> new TreeSet<>())
                        .add(role.getName());
            }
        }
        return new Authority(extra, ofRealm, ofClients, ofClients.keySet());
    }
}
