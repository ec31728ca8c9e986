package io.agentpack.keycloak.it.kit.server;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which Keycloak to start.
 *
 * @param name of its folder and log, for people
 * @param providers jars to drop into providers/
 * @param features Keycloak features to switch on
 * @param options further command line options, e.g. {@code --spi-…}
 * @param heap of the server, small enough for several on one machine
 * @param javaOptions further options of its JVM
 */
public record ServerSpec(
        String name,
        List<Path> providers,
        List<String> features,
        List<String> options,
        String heap,
        String javaOptions) {
    private static final String SMALL = "-Xms64m -Xmx640m";
    /** Starts with half the processor time (measured: 31 s instead of 66 s), but never gets as fast. */
    private static final String QUICK_START = "-XX:TieredStopAtLevel=1";

    /** Keycloak with the pack's jars, no feature flag. */
    public static ServerSpec withPack() {
        return new ServerSpec("pack", BuildFolders.packJars(), List.of(), List.of(), SMALL, QUICK_START);
    }

    /** Keycloak as it is delivered. */
    public static ServerSpec plain() {
        return new ServerSpec("plain", List.of(), List.of(), List.of(), SMALL, QUICK_START);
    }

    public ServerSpec named(String other) {
        return new ServerSpec(other, providers, features, options, heap, javaOptions);
    }

    /** With a further jar. */
    public ServerSpec and(Path jar) {
        return new ServerSpec(
                name, Stream.concat(providers.stream(), Stream.of(jar)).toList(), features, options, heap, javaOptions);
    }

    public ServerSpec features(String... names) {
        return new ServerSpec(name, providers, List.of(names), options, heap, javaOptions);
    }

    public ServerSpec options(String... more) {
        return new ServerSpec(name, providers, features, List.of(more), heap, javaOptions);
    }

    public ServerSpec heap(String size) {
        return new ServerSpec(name, providers, features, options, size, javaOptions);
    }

    /** As in production: the JVM compiles as well as it can. For everything whose speed is measured. */
    public ServerSpec forMeasuring(String javaOptions) {
        return new ServerSpec(name, providers, features, options, heap, javaOptions);
    }
}
