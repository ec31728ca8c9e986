package io.agentpack.keycloak.authenticator;

import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.RefusedException;
import io.agentpack.keycloak.domain.agent.AgentProfile;
import io.agentpack.keycloak.domain.grant.GrantTable;
import jakarta.ws.rs.core.PathSegment;
import java.util.List;
import org.keycloak.OAuth2Constants;
import org.keycloak.http.HttpRequest;

/**
 * Lets an agent ask only for what its authority model may have. It stands where every grant passes, so a grant that Keycloak gains tomorrow gives
 * an agent nothing either.
 */
final class GrantGate {
    /** Ends of the paths at which a grant begins that no agent may use. */
    private static final List<List<String>> CLOSED = List.of(
            List.of("ext", "par", "request"), // pushed authorization request: code
            List.of("auth", "device")); // device authorization

    private static final List<String> BACKCHANNEL = List.of("ext", "ciba", "auth");

    private GrantGate() {}

    static void check(HttpRequest request, AgentProfile agent) {
        requireOpen(request, agent);
        // Wherever it is sent: a path can be written in more ways than one, a grant type can't.
        List<String> grants = request.getDecodedFormParameters().get(OAuth2Constants.GRANT_TYPE);
        if (grants != null && !grants.stream().allMatch(grant -> GrantTable.allows(agent.authority(), grant))) {
            throw refusal(agent, "grant type");
        }
    }

    private static void requireOpen(HttpRequest request, AgentProfile agent) {
        // Segments come decoded and without matrix parameters, as the server itself matches them.
        List<String> path = request.getUri().getPathSegments().stream()
                .map(PathSegment::getPath)
                .filter(segment -> !segment.isEmpty())
                .toList();
        boolean backchannel =
                endsWith(path, BACKCHANNEL) && !GrantTable.allows(agent.authority(), GrantTable.BACKCHANNEL);
        if (backchannel || CLOSED.stream().anyMatch(end -> endsWith(path, end))) {
            throw refusal(agent, "endpoint");
        }
    }

    private static boolean endsWith(List<String> path, List<String> end) {
        return path.size() >= end.size()
                && path.subList(path.size() - end.size(), path.size()).equals(end);
    }

    private static RefusedException refusal(AgentProfile agent, String what) {
        return new RefusedException(
                Refusal.GRANT_NOT_ALLOWED,
                "this " + what + " is not for " + agent.authority().value() + " agents");
    }
}
