package io.agentpack.keycloak.it.kit.server;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long the start took.
 *
 * @param reported what Keycloak's own "started in" line says: the server process without the build before it
 * @param ready from launching to the first good answer of {@code /health/ready}, the build included
 */
public record StartTime(Duration reported, Duration ready) {
    private static final Pattern STARTED = Pattern.compile("started in ([0-9.]+)s");

    static StartTime of(String log, long launchedNanos) {
        Duration ready = Duration.ofNanos(System.nanoTime() - launchedNanos);
        Matcher line = STARTED.matcher(log);
        Duration reported = Duration.ZERO;
        while (line.find()) {
            reported = Duration.ofMillis(Math.round(Double.parseDouble(line.group(1)) * 1000));
        }
        return new StartTime(reported, ready);
    }

    @Override
    public String toString() {
        return "ready after " + ready.toMillis() + " ms, started in " + reported.toMillis() + " ms";
    }
}
