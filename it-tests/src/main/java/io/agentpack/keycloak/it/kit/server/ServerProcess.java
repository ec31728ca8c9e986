package io.agentpack.keycloak.it.kit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code kc.sh} and the JVMs it starts; they end together. */
final class ServerProcess {
    private final Process process;

    private ServerProcess(Process process) {
        this.process = process;
    }

    static ServerProcess launch(Path home, List<String> arguments, Map<String, String> environment, ServerLog log) {
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(Stream.of(home + "/bin/kc.sh"), arguments.stream())
                .toList());
        builder.directory(home.toFile()).redirectErrorStream(true);
        // Nobody's settings but ours, and the Java that runs the tests.
        builder.environment().keySet().removeIf(name -> name.startsWith("KC_"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            log.follow(process.getInputStream());
            return new ServerProcess(process);
        } catch (IOException e) {
            throw new UncheckedIOException("can't start Keycloak in " + home, e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** As {@code kill -9}: the script and its JVMs, all at once. */
    void kill() {
        List<ProcessHandle> all = Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        try {
            process.waitFor(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What the largest of them takes up in memory (Linux). */
    long residentBytes() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .mapToLong(ServerProcess::residentBytes)
                .max()
                .orElse(0);
    }

    private static long residentBytes(ProcessHandle handle) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + handle.pid() + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException gone) {
            return 0;
        }
    }

    /** What every thread of its JVMs is doing. */
    String threads() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .map(handle -> output(System.getProperty("java.home") + "/bin/jstack", Long.toString(handle.pid())))
                .collect(Collectors.joining("\n"));
    }

    private static String output(String... command) {
        try {
            Process running =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            running.getOutputStream().close();
            return new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** The script passes a polite request on to its JVM; who stays after it is ended without asking. */
    void stop() {
        List<ProcessHandle> all = Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
        // Not Process.destroy(), which closes the pipe and loses what is logged while stopping.
        process.toHandle().destroy();
        try {
            process.waitFor(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        all.forEach(ProcessHandle::destroyForcibly);
    }
}
