package io.agentpack.keycloak.it.refusals;

import io.agentpack.keycloak.it.Platforms;
import io.agentpack.keycloak.it.kit.oauth.AgentInstance;
import io.agentpack.keycloak.it.kit.oauth.JwtDraft;
import io.agentpack.keycloak.it.kit.oauth.Platform;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What only one kind of platform's token has, or must not have. */
final class KindRows {
    private final Cast cast;

    KindRows(Cast cast) {
        this.cast = cast;
    }

    List<Row> pods() {
        UnaryOperator<JwtDraft> none = jwt -> jwt.without("kubernetes.io");
        return List.of(
                pod("of another cluster", jwt -> jwt.claim("iss", "https://other.example.org"), "has another issuer"),
                pod("of no cluster", jwt -> jwt.without("iss"), "has another issuer"),
                pod("without what Kubernetes says", none, "kubernetes.io.namespace is missing"),
                pod(
                        "of another account",
                        with("serviceaccount", Map.of("name", "x", "uid", "u")),
                        "sub is not the service"),
                pod("of another namespace", with("namespace", "x"), "sub is not the service account of the token"),
                pod("of an account without id", with("serviceaccount", Map.of("name", "nightly")), "uid is missing"),
                pod("of no pod", with("pod", Map.of("name", "nightly-7")), "kubernetes.io.pod.uid is missing"),
                pod("of a pod without name or id", with("pod", "nightly-7"), "kubernetes.io.pod.uid is missing"),
                pod(
                        "of a secret, as before 1.24",
                        jwt -> jwt.without("kubernetes.io").claim("kubernetes.io/serviceaccount/namespace", "agents"),
                        "namespace is missing"),
                pod(
                        "of an account with a wide name",
                        jwt -> jwt.claim("sub", "system:serviceaccount:agents:*"),
                        "sub is not"),
                pod("for the API server", jwt -> jwt.claim("aud", "https://kubernetes.default.svc"), "aud is not"));
    }

    List<Row> workflows() {
        return List.of(
                workflow("of another server", jwt -> jwt.claim("iss", "https://github.example.org"), "another issuer"),
                workflow("without repository_id", jwt -> jwt.without("repository_id"), "repository_id is missing"),
                workflow(
                        "repository_id a number",
                        jwt -> jwt.claim("repository_id", 74),
                        "repository_id is not a string"),
                workflow("repository_id no id", jwt -> jwt.claim("repository_id", "074"), "repository_id is not an id"),
                workflow("another repository", jwt -> jwt.claim("repository_id", "75"), "required claim repository_id"),
                workflow("no owner", jwt -> jwt.without("repository_owner_id"), "repository_owner_id is missing"),
                workflow("another environment", jwt -> jwt.claim("environment", "prod"), "required claim environment"),
                workflow(
                        "a branch's job",
                        jwt -> jwt.claim("sub", "repo:acme/agents:ref:refs/heads/main"),
                        "sub is not what"),
                workflow("a pull request", jwt -> jwt.claim("event_name", "pull_request"), "started by a pull request"),
                workflow(
                        "its target",
                        jwt -> jwt.claim("event_name", "pull_request_target"),
                        "started by a pull request"),
                workflow(
                        "a review", jwt -> jwt.claim("event_name", "pull_request_review"), "started by a pull request"),
                workflow("no event", jwt -> jwt.without("event_name"), "event_name is missing"));
    }

    List<Row> svids() {
        return List.of(
                svid("jku", jwt -> jwt.header("jku", "https://x.example.org"), "a header that a JWT-SVID may not have"),
                svid("jwk", jwt -> jwt.header("jwk", Map.of()), "a header that a JWT-SVID may not have"),
                svid("x5c", jwt -> jwt.header("x5c", List.of()), "a header that a JWT-SVID may not have"),
                svid(
                        "another trust domain",
                        jwt -> jwt.claim("sub", "spiffe://example.com/agent/nightly"),
                        "sub is not"),
                svid(
                        "trust domain with a port",
                        jwt -> jwt.claim("sub", "spiffe://example.org:1/agent/nightly"),
                        "sub is not"),
                svid("a path with dots", jwt -> jwt.claim("sub", Platforms.SVID + "/../nightly"), "sub is not"),
                svid("a slash at the end", jwt -> jwt.claim("sub", Platforms.SVID + "/"), "sub is not"),
                svid("a query", jwt -> jwt.claim("sub", Platforms.SVID + "?a"), "sub is not"),
                svid("in capitals", jwt -> jwt.claim("sub", "SPIFFE://example.org/agent/nightly"), "sub is not"));
    }

    List<Row> tokens() {
        return List.of(
                token(
                        "of another platform",
                        jwt -> jwt.claim("iss", "https://other.example.org"),
                        "has another issuer"),
                token("iss empty", jwt -> jwt.claim("iss", ""), "iss is not a string, or empty"),
                token("of somebody's sign-in", jwt -> jwt.claim("nonce", "n"), "is an ID token of somebody's sign-in"),
                token("an EAR that warns", jwt -> jwt.claim("ear", Map.of("ear.status", "warning")), "ear warns"));
    }

    private static UnaryOperator<JwtDraft> with(String member, Object value) {
        return jwt -> {
            Map<String, Object> said = new HashMap<>(members(jwt.claims().get("kubernetes.io")));
            said.put(member, value);
            return jwt.claim("kubernetes.io", said);
        };
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> members(Object object) {
        return (Map<String, Object>) object;
    }

    private Row pod(String name, UnaryOperator<JwtDraft> change, String reason) {
        return row(cast.cluster, "in-pod", "a pod's token: " + name, change, reason);
    }

    private Row workflow(String name, UnaryOperator<JwtDraft> change, String reason) {
        return row(cast.github, "in-workflow", "a workflow's token: " + name, change, reason);
    }

    private Row svid(String name, UnaryOperator<JwtDraft> change, String reason) {
        return row(cast.spire, "with-svid", "an SVID: " + name, change, reason);
    }

    private Row token(String name, UnaryOperator<JwtDraft> change, String reason) {
        return row(cast.sandbox, "in-sandbox", "a token: " + name, change, reason);
    }

    private Row row(Platform platform, String agent, String name, UnaryOperator<JwtDraft> change, String reason) {
        AgentInstance instance = cast.realm.instanceOf(agent);
        return Row.invalid(name, platform.vouchingFor(instance, change), reason);
    }
}
