package io.agentpack.keycloak.it.kit.server;

import io.agentpack.keycloak.it.kit.Eventually;
import io.agentpack.keycloak.it.kit.Http;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for {@code /health/ready}: after "started" Keycloak still answers 503 while it bootstraps. */
final class Readiness {
    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    private final String name;
    private final ServerLog log;
    private final BooleanSupplier alive;

    Readiness(String name, ServerLog log, BooleanSupplier alive) {
        this.name = name;
        this.log = log;
        this.alive = alive;
    }

    void await(URI managementUrl) {
        URI ready = URI.create(managementUrl + "/health/ready");
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        Progress progress = new Progress("waiting for " + name);
        while (!answers(ready)) {
            if (!alive.getAsBoolean()) {
                throw failed("ended while starting");
            }
            if (System.nanoTime() > deadline) {
                throw failed("was not ready within " + TIMEOUT);
            }
            progress.waiting(log.lastLines(1));
            Eventually.pause(Duration.ofMillis(100));
        }
    }

    private static boolean answers(URI ready) {
        try {
            return Http.get(ready).status() == 200;
        } catch (UncheckedIOException notListeningYet) {
            return false;
        }
    }

    private IllegalStateException failed(String how) {
        return new IllegalStateException("Keycloak '" + name + "' " + how + "; log in " + log.file()
                + ", its last lines:\n" + log.lastLines(40));
    }
}
