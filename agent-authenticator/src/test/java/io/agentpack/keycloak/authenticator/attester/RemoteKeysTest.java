package io.agentpack.keycloak.authenticator.attester;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWKSet;
import io.agentpack.keycloak.authenticator.jose.Forge;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RemoteKeysTest {
    private final MovingClock clock = new MovingClock();
    private final AtomicInteger fetches = new AtomicInteger();
    private volatile String published = keys("one");
    private final RemoteKeys keys = new RemoteKeys(this::fetch, Optional.empty(), clock);

    @Test
    void fetchesOnceAndRemembers() throws Exception {
        assertThat(keys.find(KeyHint.named("one"))).hasSize(1);
        assertThat(keys.find(KeyHint.named("one"))).hasSize(1);
        assertThat(keys.find(KeyHint.NONE)).hasSize(1);
        assertThat(fetches).hasValue(1);
    }

    @Test
    void fetchesAgainForAnUnknownKeyButNotOften() throws Exception {
        keys.find(KeyHint.named("one"));
        published = keys("two");

        assertThat(keys.find(KeyHint.named("two"))).isEmpty();
        clock.move(RemoteKeys.PAUSE);
        assertThat(keys.find(KeyHint.named("two"))).hasSize(1);
        for (int i = 0; i < 100; i++) {
            assertThat(keys.find(KeyHint.named("no-" + i))).isEmpty();
        }
        assertThat(fetches).hasValue(2);
    }

    @Test
    void forgetsKeysThatAreNotPublishedAnyMore() throws Exception {
        keys.find(KeyHint.named("one"));
        published = keys("two");
        clock.move(RemoteKeys.FRESH);
        assertThat(keys.find(KeyHint.named("one"))).isEmpty();
    }

    @Test
    void knownKeysOutliveAnOutageForAWhile() throws Exception {
        keys.find(KeyHint.named("one"));
        published = null;
        clock.move(RemoteKeys.USABLE.minusSeconds(1));
        assertThat(keys.find(KeyHint.named("one"))).hasSize(1);
        clock.move(Duration.ofSeconds(1));
        assertThatThrownBy(() -> keys.find(KeyHint.named("one")))
                .isInstanceOf(KeysUnavailableException.class)
                .hasMessageContaining("does not answer");
    }

    @Test
    void aSetThatIsNotAcceptableAdmitsNobody() {
        published = "{\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAA\"}]}";
        assertThatThrownBy(() -> keys.find(KeyHint.named("one"))).hasMessageContaining("symmetric");
    }

    @Test
    void manyAtOnceMakeOneFetch() throws Exception {
        var threads = Executors.newFixedThreadPool(8);
        var found = IntStream.range(0, 64)
                .mapToObj(i -> threads.submit(() -> keys.find(KeyHint.named("one"))))
                .toList();
        for (Future<?> future : found) {
            assertThat(future.get())
                    .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                    .hasSize(1);
        }
        threads.shutdown();
        assertThat(fetches).hasValue(1);
    }

    @Test
    void asksAsOftenAsTheBundleWants() throws Exception {
        RemoteKeys bundle = new RemoteKeys(this::fetch, Optional.of("jwt-svid"), clock);
        String key = new JWKSet(Forge.key("ES256", "s")).toString().replace("{\"kty", "{\"use\":\"jwt-svid\",\"kty");
        published = key.replaceFirst("\\{", "{\"spiffe_sequence\":7,\"spiffe_refresh_hint\":60,");
        bundle.find(KeyHint.named("s"));
        clock.move(Duration.ofSeconds(59));
        bundle.find(KeyHint.named("s"));
        assertThat(fetches).hasValue(1);
        clock.move(Duration.ofSeconds(1));
        bundle.find(KeyHint.named("s"));
        assertThat(fetches).hasValue(2);
        published = published.replace(":60,", ":86400,");
        clock.move(Duration.ofSeconds(60));
        bundle.find(KeyHint.named("s"));
        clock.move(RemoteKeys.FRESH);
        bundle.find(KeyHint.named("s"));
        assertThat(fetches).hasValue(4);
    }

    private String fetch() throws IOException {
        fetches.incrementAndGet();
        if (published == null) {
            throw new IOException("down");
        }
        return published;
    }

    private static String keys(String id) {
        return new JWKSet(Forge.key("ES256", id)).toString();
    }

    private static final class MovingClock extends Clock {
        private Instant now = Instant.ofEpochSecond(1_795_000_000);

        void move(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
