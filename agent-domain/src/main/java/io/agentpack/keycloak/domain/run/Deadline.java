package io.agentpack.keycloak.domain.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** How long a run and its tokens may live: the earliest of all limits. Whole seconds, as in {@code exp}. */
public final class Deadline {
    private Deadline() {}

    /**
     * @param ceiling the agent's longest run
     * @param asked what the request wants, if it says
     * @param others ends that this run may not outlive: the parent's deadline, the human's session
     */
    @SafeVarargs
    public static Instant ofRun(Instant now, Duration ceiling, Optional<Duration> asked, Optional<Instant>... others) {
        Instant own = now.plus(asked.filter(wish -> wish.compareTo(ceiling) < 0).orElse(ceiling));
        Instant earliest = Stream.concat(Stream.of(own), Stream.of(others).flatMap(Optional::stream))
                .min(Instant::compareTo)
                .orElseThrow();
        return Instant.ofEpochSecond(earliest.getEpochSecond());
    }

    /** The deadline of a run that wants to be over earlier, counted from now. */
    public static Instant lowered(Instant deadline, Optional<Duration> asked, Instant now) {
        return asked.map(now::plus)
                .map(Instant::getEpochSecond)
                .map(Instant::ofEpochSecond)
                .filter(deadline::isAfter)
                .orElse(deadline);
    }

    /** When a token of the run ends. */
    public static Instant ofToken(Instant now, Duration ceiling, Instant runDeadline) {
        Instant own = Instant.ofEpochSecond(now.getEpochSecond()).plus(ceiling);
        return own.isBefore(runDeadline) ? own : runDeadline;
    }
}
