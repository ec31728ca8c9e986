package io.agentpack.keycloak.it.bench.cascade;

import io.agentpack.keycloak.it.kit.Eventually;
import io.agentpack.keycloak.it.kit.Reply;
import io.agentpack.keycloak.it.kit.oauth.RegisteredClient;
import io.agentpack.keycloak.it.kit.oauth.Tokens;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.signals.StreamClient;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The same with Keycloak's own Shared Signals transmitter at its defaults: people without agents sign out, and Keycloak pushes {@code session-revoked}
 * to streams of fifty receivers.
 */
final class NativePush {
    private static final int SIGN_OUTS = Integer.getInteger("cascade.native-sign-outs", 3);
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final TestRealm realm;

    NativePush(TestRealm realm) {
        this.realm = realm;
    }

    void measure() throws IOException {
        List<CountingReceiver> healthy = new ArrayList<>();
        for (int i = 0; i < FiftyReceivers.HEALTHY; i++) {
            healthy.add(CountingReceiver.listen());
        }
        try (CountingReceiver slow = CountingReceiver.slow(Duration.ofSeconds(4));
                DeadReceiver dead = new DeadReceiver()) {
            for (int i = 0; i < FiftyReceivers.HEALTHY; i++) {
                stream("native-" + i, healthy.get(i).url());
            }
            tell("48 healthy receivers", healthy);
            stream("native-slow", slow.url());
            stream("native-dead", dead.url());
            tell("50 receivers, 1 dead, 1 slow", healthy);
        } finally {
            healthy.forEach(CountingReceiver::close);
        }
    }

    private void tell(String to, List<CountingReceiver> healthy) {
        Latencies latencies = new Latencies();
        for (int i = 0; i < SIGN_OUTS; i++) {
            signOut(healthy, latencies);
        }
        System.out.printf(
                "[cascade] Keycloak: %s: sign-out answered to arrival at %d healthy ones, %d sign-outs, %d s each: %s%n",
                to, healthy.size(), SIGN_OUTS, PATIENCE.toSeconds(), latencies);
    }

    private void signOut(List<CountingReceiver> healthy, Latencies latencies) {
        Reply signedIn = realm.signIn(realm.bob());
        String session = Tokens.claims(signedIn.accessToken()).path("sid").asText();
        realm.tokens().logout(realm.app(), signedIn.string("refresh_token")).expect(204);
        long answered = System.nanoTime();
        long until = answered + PATIENCE.toNanos();
        for (CountingReceiver receiver : healthy) {
            try {
                Duration left = Duration.ofNanos(Math.max(0, until - System.nanoTime()));
                long arrived = Eventually.get(
                        "signal",
                        left,
                        () -> Optional.ofNullable(receiver.arrivals().get(session)));
                latencies.add((arrived - answered) / 1e6);
            } catch (IllegalStateException notInTime) {
                latencies.missed();
            }
        }
    }

    private void stream(String name, String url) {
        RegisteredClient client = new RegisteredClient(name, name + "-secret", null);
        realm.admin()
                .clients()
                .create(Map.of(
                        "clientId", name,
                        "secret", client.secret(),
                        "publicClient", false,
                        "standardFlowEnabled", false,
                        "serviceAccountsEnabled", true));
        StreamClient stream = StreamClient.admit(realm, client, name);
        realm.admin().clients().setAttributes(name, Map.of("ssf.defaultSubjects", "ALL"));
        stream.createPush(URI.create(url), "Bearer " + name);
    }
}
