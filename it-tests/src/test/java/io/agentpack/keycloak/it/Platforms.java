package io.agentpack.keycloak.it;

import io.agentpack.keycloak.it.kit.oauth.Platform;
import java.util.Map;

/** What well-known platforms say about a workload, with the shape of their real tokens and a key of the test. */
public final class Platforms {
    public static final String POD = "system:serviceaccount:agents:nightly";
    public static final String WORKFLOW = "repo:acme/agents:environment:nightly";
    public static final String SVID = "spiffe://example.org/agent/nightly";

    private Platforms() {}

    public static Platform cluster() {
        return Platform.of(
                "cluster",
                "kubernetes",
                "https://cluster.example.org",
                Map.of(
                        "sub",
                        POD,
                        "kubernetes.io",
                        Map.of(
                                "namespace", "agents",
                                "node", Map.of("name", "node-1", "uid", "n-1"),
                                "pod", Map.of("name", "nightly-7", "uid", "pod-uid-7"),
                                "serviceaccount", Map.of("name", "nightly", "uid", "sa-uid-1"))));
    }

    public static Platform github() {
        return Platform.of(
                "github",
                "github-actions",
                "https://token.actions.githubusercontent.com",
                Map.of(
                        "sub", WORKFLOW,
                        "repository", "acme/agents",
                        "repository_id", "74",
                        "repository_owner_id", "65",
                        "environment", "nightly",
                        "event_name", "schedule",
                        "run_id", "1122",
                        "run_attempt", "1"));
    }

    public static Platform spire() {
        return Platform.of(
                "spire", "jwt-svid", "spiffe://example.org", Map.of("sub", SVID, "iss", "https://spire.example.org"));
    }

    public static Platform sandbox() {
        return Platform.of(
                "sandbox", "oidc", "https://sandbox.example.org", Map.of("sub", "sandbox-9", "box", Map.of("id", 9)));
    }
}
