package io.agentpack.keycloak.it.kit.server;

import dasniko.testcontainers.keycloak.ExtendableKeycloakContainer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

/** The same Keycloak in a container. The image is what the machine has: nothing is pulled. */
final class ContainerServer implements KeycloakServer {
    private final Container container;
    private final ServerLog log;
    private final AdminCredentials admin = AdminCredentials.random();
    private StartTime startTime;

    private ContainerServer(ServerSpec spec) {
        log = logOf(spec);
        container = new Container(spec)
                .withImagePullPolicy(name -> false)
                .withStartupTimeout(Duration.ofMinutes(5))
                .withAdminUsername(admin.username())
                .withAdminPassword(admin.password())
                .withProviderLibsFrom(
                        spec.providers().stream().map(Path::toFile).toList())
                .withEnabledMetrics()
                .withLogConsumer(frame -> log.append(frame.getUtf8String()));
        if (!spec.features().isEmpty()) {
            container.withFeaturesEnabled(spec.features().toArray(String[]::new));
        }
        if (!spec.providers().isEmpty()) {
            // Receivers of this JVM are no loopback address from in there.
            container.withCustomCommand("--spi-events-listener--agent-signals--allow-insecure-push=true");
        }
        spec.options().forEach(container::withCustomCommand);
    }

    static String image() {
        return System.getProperty("kc.test.image", "local/keycloak:26.7.3");
    }

    static KeycloakServer start(ServerSpec spec) {
        long launched = System.nanoTime();
        ContainerServer server = new ContainerServer(spec);
        Progress.say("starting '" + spec.name() + "' in a container of " + image() + ", log in " + server.logFile());
        try {
            server.container.start();
            new Readiness(spec.name(), server.log, server.container::isRunning).await(server.managementUrl());
        } catch (RuntimeException e) {
            server.close();
            throw new IllegalStateException("last lines of the log:\n" + server.log.lastLines(40), e);
        }
        server.startTime = StartTime.of(server.log(), launched);
        Progress.say("'" + spec.name() + "' at " + server.baseUrl() + " " + server.startTime);
        return server;
    }

    private static ServerLog logOf(ServerSpec spec) {
        try {
            Path work = Files.createDirectories(BuildFolders.work()).toAbsolutePath();
            return new ServerLog(work.resolve(spec.name() + "-container-" + UUID.randomUUID() + ".log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public URI baseUrl() {
        return URI.create("http://" + container.getHost() + ":" + container.getHttpPort());
    }

    @Override
    public URI managementUrl() {
        return URI.create("http://" + container.getHost() + ":" + container.getHttpMgmtPort());
    }

    @Override
    public AdminCredentials adminCredentials() {
        return admin;
    }

    @Override
    public String log() {
        return log.text();
    }

    @Override
    public Path logFile() {
        return log.file();
    }

    @Override
    public StartTime startTime() {
        return startTime;
    }

    /** Podman's name of the host; Docker's is host.docker.internal. */
    @Override
    public URI urlOfLocal(int port, String path) {
        String host = System.getProperty("kc.test.host", "host.containers.internal");
        return URI.create("http://" + host + ":" + port + path);
    }

    @Override
    public String kind() {
        return "container " + image();
    }

    @Override
    public void close() {
        container.stop();
    }

    /** With our JVM options: the stock container takes a share of the machine's memory. */
    private static final class Container extends ExtendableKeycloakContainer<Container> {
        private final ServerSpec spec;

        Container(ServerSpec spec) {
            super(image());
            this.spec = spec;
        }

        @Override
        protected void configure() {
            super.configure();
            withEnv("JAVA_OPTS_KC_HEAP", spec.heap());
            withEnv("JAVA_OPTS_APPEND", spec.javaOptions());
        }
    }
}
