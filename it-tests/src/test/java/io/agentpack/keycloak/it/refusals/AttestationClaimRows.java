package io.agentpack.keycloak.it.refusals;

import static io.agentpack.keycloak.it.refusals.Cast.now;

import io.agentpack.keycloak.it.kit.oauth.AgentInstance;
import io.agentpack.keycloak.it.kit.oauth.JwtDraft;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The claims of a client attestation but for the key: whom it is about, who says so, and when. */
final class AttestationClaimRows {
    private static final String ISSUER = "has another issuer";
    private static final String SUBJECT = "sub is not what the agent's evidence must name";

    private final Cast cast;
    private final AgentInstance nightly;

    AttestationClaimRows(Cast cast) {
        this.cast = cast;
        this.nightly = cast.nightly;
    }

    List<Row> names() {
        return List.of(
                row("iss of nobody", jwt -> jwt.claim("iss", "https://nobody.example.org"), ISSUER),
                row("iss with a slash", jwt -> jwt.claim("iss", "https://acme.example.org/"), ISSUER),
                row("iss in capitals", jwt -> jwt.claim("iss", "HTTPS://acme.example.org"), ISSUER),
                row("iss empty", jwt -> jwt.claim("iss", ""), "iss is not a string, or empty"),
                row("iss null", jwt -> jwt.claim("iss", null), "iss is not a string, or empty"),
                row("iss a list", jwt -> jwt.claim("iss", List.of("https://acme.example.org")), "iss is not a string"),
                row("no sub", jwt -> jwt.without("sub"), "sub is missing"),
                row("sub null", jwt -> jwt.claim("sub", null), "sub is not a string"),
                row("sub a number", jwt -> jwt.claim("sub", 7), "sub is not a string"),
                row("sub a list", jwt -> jwt.claim("sub", List.of("nightly")), "sub is not a string"),
                row("sub of another agent", jwt -> jwt.claim("sub", "picky"), SUBJECT),
                row("sub in capitals", jwt -> jwt.claim("sub", "Nightly"), SUBJECT),
                row("sub with a blank", jwt -> jwt.claim("sub", "nightly "), SUBJECT),
                row("sub with a NUL", jwt -> jwt.claim("sub", "nightly\0"), SUBJECT),
                row("sub a pattern", jwt -> jwt.claim("sub", "*"), SUBJECT),
                row(
                        "client_instance_id a number",
                        jwt -> jwt.claim("client_instance_id", Map.of("id", 1)),
                        "client_instance_id is not a string"),
                row("client_instance_id empty", jwt -> jwt.claim("client_instance_id", " "), "is not a string"),
                row("client_instance_id long", jwt -> jwt.claim("client_instance_id", "x".repeat(257)), "longer than"),
                row("client_instance_id with a NUL", jwt -> jwt.claim("client_instance_id", "a\0b"), "control"),
                row("client_instance_id of two lines", jwt -> jwt.claim("client_instance_id", "a\nb"), "control"));
    }

    List<Row> times() {
        return List.of(
                row("no iat", jwt -> jwt.without("iat"), "iat is missing"),
                row("iat null", jwt -> jwt.claim("iat", null), "iat is not a time"),
                row("iat a text", jwt -> jwt.claim("iat", "" + now()), "iat is not a time"),
                row("iat a date", jwt -> jwt.claim("iat", "2026-11-24T03:00:00Z"), "iat is not a time"),
                row("iat in milliseconds", jwt -> jwt.claim("iat", now() * 1000), "iat is not a time"),
                row("iat negative", jwt -> jwt.claim("iat", -1), "iat is not a time"),
                row("iat beyond all numbers", jwt -> jwt.claim("iat", 1e300), "iat is not a time"),
                row("iat in the future", jwt -> jwt.claim("iat", now() + 60), "iat is in the future"),
                row("no exp", jwt -> jwt.without("exp"), "exp is missing"),
                row("exp a text", jwt -> jwt.claim("exp", "never"), "exp is not a time"),
                row("exp true", jwt -> jwt.claim("exp", true), "exp is not a time"),
                row("exp in the year 10000", jwt -> jwt.claim("exp", 253_402_300_800L), "exp is not a time"),
                row("nbf in the future", jwt -> jwt.claim("nbf", now() + 60), "nbf is in the future"),
                row("nbf a text", jwt -> jwt.claim("nbf", "now"), "nbf is not a time"),
                stale("expired", jwt -> jwt.claim("exp", now() - 60), "expired"),
                stale("expired in 1970", jwt -> jwt.claim("exp", 0).claim("iat", 0), "expired"),
                stale(
                        "iat six minutes ago",
                        jwt -> jwt.claim("iat", now() - 360),
                        "older than the agent's maximum age"),
                stale("iat 0, good for ever", jwt -> jwt.claim("iat", 0).claim("exp", 253_402_300_799L), "older than"));
    }

    /** What settings ask for. */
    List<Row> settings() {
        return List.of(
                by("prod", "may not vouch for environment production"),
                by("in-development", "may not vouch for environment development"),
                by("on-no-device", "may not vouch for remote agents"),
                by("vouched-by-retired", "attester retired is disabled"),
                by("picky", "required claim team is missing or different"),
                by("picky", jwt -> jwt.claim("team", "red"), "required claim team is missing or different"),
                by("picky", jwt -> jwt.claim("team", "Blue"), "required claim team is missing or different"),
                by("picky", jwt -> jwt.claim("team", "blue"), "required claim device.os is missing"),
                by(
                        "picky",
                        jwt -> jwt.claim("team", "blue").claim("device", "os=linux"),
                        "required claim device.os is missing"),
                by("audited-agent", jwt -> jwt.claim("build", 1), "the attester's instance claim is missing"),
                by(
                        "audited-agent",
                        jwt -> jwt.claim("build", 1).claim("device", Map.of("id", "")),
                        "device.id is not a string"),
                by(
                        "audited-agent",
                        jwt -> jwt.claim("build", 1).claim("device", Map.of("id", "x".repeat(257))),
                        "device.id is not a string"),
                by(
                        "audited-agent",
                        jwt -> jwt.claim("build", 1).claim("device", Map.of("id", "d-1\0")),
                        "control characters"),
                by("audited-agent", jwt -> audited(jwt).claim("job", Map.of()), "job is not a string"),
                by("audited-agent", jwt -> audited(jwt).claim("job", "a\0b"), "job has control characters"),
                by("audited-agent", jwt -> jwt.claim("device", Map.of("id", 1)), "required claim build"),
                by("audited-agent", jwt -> audited(jwt).without("aud"), "aud is not the attester's audience"),
                by("audited-agent", jwt -> audited(jwt).claim("aud", "https://x"), "aud is not the attester's"),
                by("audited-agent", jwt -> audited(jwt).claim("aud", 1), "aud is not a string"),
                by("audited-agent", jwt -> audited(jwt).claim("aud", List.of(1)), "aud is not a string"),
                Row.invalid(
                        "an attester of the same name that nobody configured",
                        io.agentpack.keycloak.it.kit.oauth.Attester.named("acme")
                                .instanceOf("nightly"),
                        "has no such key"),
                Row.invalid(
                        "an attester of the realm that the agent does not trust",
                        cast.audited.instanceOf("nightly"),
                        "has another issuer"));
    }

    private static JwtDraft audited(JwtDraft jwt) {
        return jwt.claim("build", 1).claim("device", Map.of("id", 7)).claim("aud", Cast.AUDIENCE);
    }

    private Row by(String agent, String reason) {
        return by(agent, UnaryOperator.identity(), reason);
    }

    private Row by(String agent, UnaryOperator<JwtDraft> change, String reason) {
        AgentInstance instance =
                switch (agent) {
                    case "vouched-by-retired" -> cast.retired.instanceOf(agent);
                    case "in-development" -> cast.staging.instanceOf(agent);
                    case "on-no-device" -> cast.devices.instanceOf(agent);
                    case "audited-agent" -> cast.audited.instanceOf(agent);
                    default -> cast.realm.instanceOf(agent);
                };
        UnaryOperator<JwtDraft> all = agent.equals("audited-agent")
                ? jwt -> change.apply(jwt.claim("aud", Cast.AUDIENCE).without("client_instance_id"))
                : change;
        return Row.invalid(agent + ": " + reason, instance.presenting(all, UnaryOperator.identity()), reason);
    }

    private Row row(String name, UnaryOperator<JwtDraft> change, String reason) {
        return Row.invalid(name, nightly.presenting(change, UnaryOperator.identity()), reason);
    }

    private Row stale(String name, UnaryOperator<JwtDraft> change, String reason) {
        return Row.stale(name, nightly.presenting(change, UnaryOperator.identity()), reason);
    }
}
