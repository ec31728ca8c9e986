package io.agentpack.keycloak.authenticator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWK;
import io.agentpack.keycloak.authenticator.attester.Carrier;
import io.agentpack.keycloak.authenticator.evidence.Attestation;
import io.agentpack.keycloak.authenticator.evidence.EvidenceSamples;
import io.agentpack.keycloak.authenticator.evidence.SentBearer;
import io.agentpack.keycloak.authenticator.jose.Forge;
import io.agentpack.keycloak.domain.RefusedException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.keycloak.models.SingleUseObjectProvider;

class BindBearerTest {
    private final Map<String, Map<String, String>> stored = new ConcurrentHashMap<>();
    private final SingleUseObjectProvider seen = (SingleUseObjectProvider) Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {SingleUseObjectProvider.class},
            (proxy, method, args) -> switch (method.getName()) {
                case "putIfAbsent" -> stored.putIfAbsent((String) args[0], Map.of()) == null;
                case "put" -> stored.put((String) args[0], notes(args[2]));
                default -> stored.get((String) args[0]);
            });
    private final Attestation mine = EvidenceSamples.attestation("lab", Forge.key("ES256", "i"));
    private final Attestation others = EvidenceSamples.attestation("lab", Forge.key("ES256", "i"));

    @Test
    void theSameKeyMayShowItAgain() {
        check("a.b.c", mine);
        assertThatNoException().isThrownBy(() -> check("a.b.c", mine));
        assertThatNoException().isThrownBy(() -> check("a.x.c", others));
        assertThat(stored.keySet()).allMatch(key -> key.matches("[A-Za-z0-9._-]{10,80}"));
    }

    @Test
    void anotherKeyMayNot() {
        check("a.b.c", mine);
        assertRefused("a.b.c", others);
        assertRefused("a.b.otherSignature", others);
        assertThatNoException().isThrownBy(() -> check("a.b.c", mine));
    }

    @Test
    void ofManyKeysAtOnceOneIsAdmitted() throws Exception {
        AtomicInteger admitted = new AtomicInteger();
        JWK key = Forge.key("ES256", "winner");
        var attestations = IntStream.range(0, 16)
                .mapToObj(i -> EvidenceSamples.attestation("lab", i % 2 == 0 ? key : Forge.key("ES256", "i")))
                .toList();
        var threads = Executors.newFixedThreadPool(16);
        var done = threads.invokeAll(attestations.stream()
                .map(attestation -> (Callable<String>) () -> {
                    try {
                        check("a.b.c", attestation);
                        admitted.incrementAndGet();
                        return attestation.keyThumbprint();
                    } catch (RefusedException e) {
                        return "";
                    }
                })
                .toList());
        threads.shutdown();

        assertThat(done.stream()
                        .map(BindBearerTest::get)
                        .filter(thumbprint -> !thumbprint.isEmpty())
                        .distinct())
                .hasSize(1);
        assertThat(admitted.get()).isIn(1, 8);
    }

    private void assertRefused(String assertion, Attestation attestation) {
        assertThatThrownBy(() -> check(assertion, attestation))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("shown before with another key");
    }

    private void check(String assertion, Attestation attestation) {
        BindBearer.check(seen, new SentBearer(Carrier.JWT_ASSERTION, assertion), attestation, Instant.EPOCH);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> notes(Object argument) {
        return (Map<String, String>) argument;
    }

    private static String get(Future<String> future) {
        try {
            return future.get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
