package io.agentpack.keycloak.it.kit.server;

import java.time.Duration;

/** One line every few seconds while something takes long. */
final class Progress {
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final String what;
    private final long started = System.nanoTime();
    private long lastSaid = started;

    Progress(String what) {
        this.what = what;
    }

    static void say(String line) {
        System.out.println("[keycloak] " + line);
    }

    void waiting(String lastLogLine) {
        long now = System.nanoTime();
        if (now - lastSaid >= EVERY.toNanos()) {
            lastSaid = now;
            String line = what + ": " + (now - started) / 1_000_000_000 + " s … " + lastLogLine;
            say(line.substring(0, Math.min(line.length(), 96)));
        }
    }
}
