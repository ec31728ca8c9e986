package io.agentpack.keycloak.authenticator.evidence;

import static io.agentpack.keycloak.authenticator.evidence.Bench.ATTESTER_KEY;
import static io.agentpack.keycloak.authenticator.evidence.Bench.NOW;
import static io.agentpack.keycloak.authenticator.evidence.Bench.REALM;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentpack.keycloak.authenticator.attester.Format;
import io.agentpack.keycloak.domain.RefusedException;
import io.agentpack.keycloak.domain.agent.AgentAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever is changed in a platform's token: it is refused properly, or it says all that a simple reading of the rules demands. */
class BearerFuzzTest {
    /** {@code -Dfuzz.tokens=25000} for more. */
    private static final int TOKENS = Integer.getInteger("fuzz.tokens", 1_000);

    private static final long SECONDS = NOW.getEpochSecond();

    @ParameterizedTest
    @EnumSource(
            value = Format.class,
            names = {"JWT_SVID", "KUBERNETES", "GITHUB_ACTIONS", "OIDC"})
    void nothingGetsInThatASimpleCheckerWouldRefuse(Format format) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int admitted = 0;
        for (int i = 0; i < TOKENS; i++) {
            BearerBench bench = good(format).get();
            for (int change = random.nextInt(4); change > 0; change--) {
                mutate(bench, random);
            }
            try {
                bench.verify();
                admitted++;
                assertThat(isRight(bench))
                        .as("seed %d: %s %s", seed, bench.jwt.header, bench.jwt.claims)
                        .isTrue();
            } catch (RefusedException e) {
                assertThat(e.reason()).as("seed %d", seed).isNotBlank();
            }
        }
        assertThat(admitted).as("seed %d", seed).isBetween(TOKENS / 10, TOKENS * 9 / 10);
    }

    private static Supplier<BearerBench> good(Format format) {
        return switch (format) {
            case KUBERNETES -> () -> new BearerBench(format, BearerBench.recorded("kubernetes"));
            case GITHUB_ACTIONS ->
                () -> new BearerBench(format, BearerBench.recorded("github-actions"))
                        .profile(AgentAttributes.REQUIRED_CLAIMS, "repository_id=74");
            case JWT_SVID -> () -> new BearerBench(format, Map.of("sub", "spiffe://example.org/agent/planner"));
            default -> () -> new BearerBench(format, Map.of("iss", "https://sandbox.example", "sub", "sandbox/7"));
        };
    }

    private static void mutate(BearerBench bench, Random random) {
        Map<String, Object> target = random.nextInt(4) == 0 ? bench.jwt.header : bench.jwt.claims;
        List<String> names = new ArrayList<>(target.keySet());
        names.add(List.of("nonce", "cnf", "crit", "ear", "bound_subject", "x5c", "jku", "azp")
                .get(random.nextInt(8)));
        String name = names.get(random.nextInt(names.size()));
        Object value = target.get(name);
        switch (random.nextInt(6)) {
            case 0 -> target.remove(name);
            case 1 -> target.put(name, odd(random));
            case 2 -> target.put(name, value instanceof String text ? text + odd(random) : odd(random));
            case 3 -> target.put(name, value == null ? odd(random) : List.of(value));
            case 4 -> target.put(name, value == null ? odd(random) : Arrays.asList(value, odd(random)));
            default -> nested(target, name, random);
        }
    }

    private static void nested(Map<String, Object> target, String name, Random random) {
        if (target.get(name) instanceof Map<?, ?> map) {
            Map<String, Object> copy = new HashMap<>();
            map.forEach((key, value) -> copy.put((String) key, value));
            List<String> names = List.copyOf(copy.keySet());
            if (names.isEmpty() || random.nextBoolean()) {
                copy.put("extra", odd(random));
            } else {
                copy.put(names.get(random.nextInt(names.size())), odd(random));
            }
            target.put(name, copy);
        } else if (target.get(name) instanceof Number number) {
            target.put(name, number.longValue() + random.nextInt(1_000) - 500);
        }
    }

    private static Object odd(Random random) {
        return switch (random.nextInt(10)) {
            case 0 -> "";
            case 1 -> "*";
            case 2 -> 0;
            case 3 -> -1.5e300;
            case 4 -> true;
            case 5 -> Map.of();
            case 6 -> Map.of("uid", "x");
            case 7 -> List.of();
            case 8 -> REALM;
            default -> SECONDS;
        };
    }

    private static boolean isRight(BearerBench bench) {
        Map<String, Object> header = bench.jwt.header;
        Map<String, Object> claims = bench.jwt.claims;
        Object audience = claims.get("aud");
        boolean common = "ES256".equals(header.get("alg"))
                && (!header.containsKey("typ") || "JWT".equals(header.get("typ")) || "JOSE".equals(header.get("typ")))
                && (!header.containsKey("kid") || ATTESTER_KEY.getKeyID().equals(header.get("kid")))
                && !header.containsKey("crit")
                && (REALM.equals(audience) || List.of(REALM).equals(audience))
                && between(claims.get("iat"), SECONDS - 300, SECONDS + 10)
                && between(claims.get("exp"), SECONDS + 1, Long.MAX_VALUE)
                && (!claims.containsKey("nbf") || between(claims.get("nbf"), 0, SECONDS + 10))
                && !claims.containsKey("ear");
        return common
                && switch (bench.format) {
                    case JWT_SVID ->
                        "spiffe://example.org/agent/planner".equals(claims.get("sub")) && header.size() <= 3;
                    case KUBERNETES -> isPod(claims);
                    case GITHUB_ACTIONS -> isWorkflow(claims);
                    default ->
                        "https://sandbox.example".equals(claims.get("iss"))
                                && "sandbox/7".equals(claims.get("sub"))
                                && !claims.containsKey("nonce");
                };
    }

    private static boolean isPod(Map<String, Object> claims) {
        return "https://my-cluster.example.com".equals(claims.get("iss"))
                && "system:serviceaccount:my-namespace:my-serviceaccount".equals(claims.get("sub"))
                && claims.get("kubernetes.io") instanceof Map<?, ?> own
                && "my-namespace".equals(own.get("namespace"))
                && own.get("serviceaccount") instanceof Map<?, ?> account
                && "my-serviceaccount".equals(account.get("name"))
                && own.get("pod") instanceof Map<?, ?> pod
                && !String.valueOf(pod.get("uid")).isBlank();
    }

    private static boolean isWorkflow(Map<String, Object> claims) {
        return "https://token.actions.githubusercontent.com".equals(claims.get("iss"))
                && "repo:octo-org/octo-repo:environment:prod".equals(claims.get("sub"))
                && "74".equals(claims.get("repository_id"))
                && claims.get("repository_owner_id") instanceof String owner
                && owner.matches("[1-9][0-9]*")
                && claims.get("event_name") instanceof String event
                && !event.startsWith("pull_request");
    }

    private static boolean between(Object value, long least, long most) {
        return value instanceof Number number && number.doubleValue() >= least && number.doubleValue() <= most;
    }
}
