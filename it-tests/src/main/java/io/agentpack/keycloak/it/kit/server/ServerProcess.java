package io.agentpack.keycloak.it.kit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** {@code kc.sh} and the JVMs it starts; they end together, with this JVM at the latest. */
final class ServerProcess {
    private final Process process;
    private final Thread atExit = new Thread(this::end, "stop Keycloak");

    private ServerProcess(Process process) {
        this.process = process;
        Runtime.getRuntime().addShutdownHook(atExit);
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

    long pid() {
        return process.pid();
    }

    void stop() {
        end();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    /** The script passes a polite request on to its JVM; who stays after it is ended without asking. */
    private void end() {
        List<ProcessHandle> all = Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
        process.destroy();
        try {
            process.waitFor(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        all.forEach(ProcessHandle::destroyForcibly);
    }
}
