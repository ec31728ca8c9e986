package io.agentpack.keycloak.authenticator.evidence;

import io.agentpack.keycloak.authenticator.attester.Format;
import io.agentpack.keycloak.domain.agent.ClaimPath;
import java.util.Optional;

/**
 * Projected service-account tokens. They must be bound to a pod, which is the instance: tokens without one (of a secret, or asked for by hand) can
 * be anywhere.
 */
final class KubernetesRules implements FormatRules {
    private static final ClaimPath NAMESPACE = new ClaimPath("kubernetes.io.namespace");
    private static final ClaimPath ACCOUNT = new ClaimPath("kubernetes.io.serviceaccount.name");
    private static final ClaimPath ACCOUNT_ID = new ClaimPath("kubernetes.io.serviceaccount.uid");
    private static final ClaimPath POD_ID = new ClaimPath("kubernetes.io.pod.uid");

    @Override
    public Format format() {
        return Format.KUBERNETES;
    }

    @Override
    public void check(Statement statement) {
        Claims claims = statement.claims();
        String account = "system:serviceaccount:" + required(claims, NAMESPACE) + ":" + required(claims, ACCOUNT);
        if (!claims.requiredText("sub").equals(account)) {
            throw claims.refusal("sub is not the service account of the token");
        }
        required(claims, ACCOUNT_ID);
        required(claims, POD_ID);
    }

    @Override
    public Optional<String> instance(Statement statement) {
        return statement.claims().id(POD_ID);
    }

    private static String required(Claims claims, ClaimPath path) {
        return claims.id(path).orElseThrow(() -> claims.refusal(path.text() + " is missing"));
    }
}
