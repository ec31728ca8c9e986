package io.agentpack.keycloak.it.kit.server;

import io.agentpack.keycloak.it.kit.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A PostgreSQL of our own: an instance in a temporary folder, on a free loopback port, which ends with this JVM at the latest. */
public final class Postgres implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(30);
    private static final String USER = "keycloak";
    private static final String DATABASE = "keycloak";
    private static final String OWN_DATABASE = "postgres";

    private final PostgresPrograms programs;
    private final Path folder;
    private final int port = FreePort.next();
    private final boolean durable;
    private final Thread atExit = new Thread(this::end, "stop PostgreSQL");
    private Process process;

    private Postgres(PostgresPrograms programs, boolean durable) throws IOException {
        this.programs = programs;
        this.durable = durable;
        folder = Files.createTempDirectory("agent-pack-postgres-");
        programs.initialize(folder, data(), USER);
        Runtime.getRuntime().addShutdownHook(atExit);
        up();
        programs.sql(port, USER, OWN_DATABASE, "create database " + DATABASE);
    }

    /** Whether the machine has the server package. */
    public static boolean isInstalled() {
        return PostgresPrograms.find().isPresent();
    }

    /** @param durable whether commits wait for the disk, as in production; tests don't need it, measurements do */
    public static Postgres start(boolean durable) {
        try {
            PostgresPrograms programs = PostgresPrograms.find()
                    .orElseThrow(
                            () -> new IllegalStateException("no PostgreSQL server here: apt-get install postgresql"));
            return new Postgres(programs, durable);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What Keycloak must be told. */
    Map<String, String> environment() {
        return Map.of(
                "KC_DB_URL",
                "jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE,
                "KC_DB_USERNAME",
                USER,
                "KC_DB_PASSWORD",
                "unused");
    }

    /** Runs statements in Keycloak's database; rows come as lines, columns separated by {@code |}. */
    public List<String> sql(String statements) {
        return programs.sql(port, USER, DATABASE, statements);
    }

    /** Ends it at once, without closing anything: whoever connects is refused until it is {@link #up} again. */
    public void down() {
        PostgresPrograms.signal("-QUIT", process);
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops all its processes where they are: connections stay open and nobody is answered, until it is to {@link #goOn}. */
    public void hang() {
        signalAll("-STOP");
    }

    public void goOn() {
        signalAll("-CONT");
    }

    private void signalAll(String name) {
        Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .forEach(one -> PostgresPrograms.signalIfThere(name, one));
    }

    /** Starts it, the first time or again, with what it had committed. */
    public void up() {
        try {
            process = programs.start(data(), port, durable);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Eventually.get("PostgreSQL", START, () -> answers() ? Optional.of(true) : Optional.empty());
    }

    @Override
    public void close() {
        end();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    private boolean answers() {
        try {
            programs.sql(port, USER, OWN_DATABASE, "select 1");
            return true;
        } catch (IllegalStateException notYet) {
            return false;
        }
    }

    private void end() {
        try {
            Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                    .toList()
                    .forEach(ProcessHandle::destroyForcibly);
            process.waitFor(10, TimeUnit.SECONDS);
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        } catch (IOException e) {
            Progress.say("could not clean up " + folder + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Path data() {
        return folder.resolve("data");
    }
}
