package io.agentpack.keycloak.it.refusals;

import static io.agentpack.keycloak.it.refusals.Cast.now;

import io.agentpack.keycloak.it.kit.oauth.AgentInstance;
import io.agentpack.keycloak.it.kit.oauth.ClientAuthentication;
import io.agentpack.keycloak.it.kit.oauth.JwtDraft;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** What a broker on somebody's device says (draft-1password-agent-identity-local-delegated), and what a verifier thinks of it (EAR). */
final class BrokerRows {
    private final AgentInstance laptop;
    private final AgentInstance nightly;

    BrokerRows(Cast cast) {
        this.laptop = cast.broker.instanceOf("laptop");
        this.nightly = cast.nightly;
    }

    ClientAuthentication good() {
        return said(UnaryOperator.identity());
    }

    List<Row> statements() {
        return List.of(
                row("no id of the statement", jwt -> jwt.without("jti"), "jti is missing"),
                row("for nobody", jwt -> jwt.without("bound_subject"), "bound_subject is missing"),
                row("for an empty name", jwt -> jwt.claim("bound_subject", ""), "bound_subject is not a string"),
                row("for several", jwt -> jwt.claim("bound_subject", List.of("a")), "bound_subject is not a string"),
                row("without methods", jwt -> jwt.without("attest_methods"), "attest_methods is missing"),
                row("without a gesture", jwt -> jwt.claim("attest_methods", List.of("codesign")), "expected claim"),
                row("methods a text", jwt -> jwt.claim("attest_methods", "user"), "expected claim attest_methods"),
                row(
                        "the program a text",
                        jwt -> jwt.claim("binary_id", "sha256:1"),
                        "binary_id is missing or not an object"),
                row("good for 20 minutes", jwt -> jwt.claim("exp", now() + 1200), "lives longer than 10 minutes"),
                row(
                        "another laptop's agent",
                        jwt -> jwt.claim("sub", "spiffe://acme.example/agent/x"),
                        "sub is not what"),
                row("a subject below", jwt -> jwt.claim("sub", Cast.LAPTOP + "/x"), "sub is not what"),
                row("another broker", jwt -> jwt.claim("iss", "wib:other.example"), "has another issuer"));
    }

    List<Row> results() {
        return List.of(
                ear("contraindicated", Map.of("ear.status", "contraindicated"), "ear is not affirming"),
                ear("none", Map.of("ear.status", "none"), "ear is not affirming"),
                ear("in capitals", Map.of("ear.status", "AFFIRMING"), "ear is not affirming"),
                ear("a number", Map.of("ear.status", 2), "ear is not affirming"),
                ear("empty", Map.of(), "ear has no status"),
                ear(
                        "a warning, and nothing is left for that",
                        Map.of("ear.status", "warning"),
                        "ear warns, and no scopes"),
                ear("without status", Map.of("eat_profile", "tag:github.com,2023:veraison/ear"), "ear has no status"),
                ear("a text", "affirming", "ear is missing or not an object"),
                ear(
                        "one part of it bad",
                        Map.of(
                                "ear.status",
                                "affirming",
                                "submods",
                                Map.of("cpu", Map.of("ear.status", "affirming"), "os", Map.of("ear.status", "none"))),
                        "ear is not affirming"),
                ear("a part that is a text", Map.of("submods", Map.of("cpu", "affirming")), "ear is not affirming"),
                ear("parts that are a list", Map.of("submods", List.of()), "submods is missing or not an object"),
                Row.invalid(
                        "the claims themselves",
                        nightly.presenting(jwt -> jwt.claim("ear.status", "contraindicated"), UnaryOperator.identity()),
                        "ear is not affirming"));
    }

    private Row ear(String name, Object ear, String reason) {
        return Row.invalid(
                "a result: " + name,
                nightly.presenting(jwt -> jwt.claim("ear", ear), UnaryOperator.identity()),
                reason);
    }

    private Row row(String name, UnaryOperator<JwtDraft> change, String reason) {
        return Row.invalid("a broker's statement: " + name, said(change), reason);
    }

    private ClientAuthentication said(UnaryOperator<JwtDraft> change) {
        return laptop.presenting(
                jwt -> change.apply(jwt.claim("sub", Cast.LAPTOP)
                        .claim("jti", UUID.randomUUID().toString())
                        .claim("bound_subject", "alice")
                        .claim("attest_methods", List.of("user_gesture"))),
                UnaryOperator.identity());
    }
}
