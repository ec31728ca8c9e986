package io.agentpack.keycloak.it.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** The jar with what a measurement puts into the server: package {@code server}. */
final class BenchJar {
    private static final String PACKAGE = "io/agentpack/keycloak/it/bench/server/";
    /** Without it the server takes the class for no resource, and answers every method with 405. */
    private static final String INDEXED = "META-INF/beans.xml";

    private static final String SERVICE =
            "META-INF/services/org.keycloak.services.resource.RealmResourceProviderFactory";

    private BenchJar() {}

    static Path make() {
        try {
            Path jar = Files.createTempDirectory("agent-pack-bench-").resolve("bench.jar");
            try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
                for (String name : List.of("UsedProofs", "BenchResourceFactory")) {
                    String file = PACKAGE + name + ".class";
                    try (InputStream in = BenchJar.class.getClassLoader().getResourceAsStream(file)) {
                        add(out, file, in.readAllBytes());
                    }
                }
                add(out, INDEXED, new byte[0]);
                add(
                        out,
                        SERVICE,
                        (PACKAGE.replace('/', '.') + "BenchResourceFactory").getBytes(StandardCharsets.UTF_8));
            }
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(JarOutputStream out, String name, byte[] content) throws IOException {
        JarEntry entry = new JarEntry(name);
        entry.setTime(0); // the same content is the same jar: the server's build is kept by it
        out.putNextEntry(entry);
        out.write(content);
        out.closeEntry();
    }
}
