package io.agentpack.keycloak.it.kit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.stream.Stream;

/** A copy of the distribution that one server has for itself: its own jars, build and database. */
record ServerFolder(Path home, ServerLog log) {

    static ServerFolder fresh(ServerSpec spec) {
        try {
            Path work = Files.createDirectories(BuildFolders.work()).toAbsolutePath();
            Path home = Files.createTempDirectory(work, spec.name() + "-");
            copy(BuildFolders.distribution(), home);
            for (Path jar : spec.providers()) {
                copyWithTime(jar, home.resolve("providers").resolve(jar.getFileName()));
            }
            return new ServerFolder(home, new ServerLog(work.resolve(home.getFileName() + ".log")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The log stays. */
    void delete() {
        try (Stream<Path> files = Files.walk(home)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            Progress.say("could not clean up " + home + ": " + e.getMessage());
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes any) throws IOException {
                Files.createDirectories(to.resolve(from.relativize(folder)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes any) throws IOException {
                copyWithTime(file, to.resolve(from.relativize(file)));
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Keycloak takes a jar with another time for another jar, and builds again. */
    private static void copyWithTime(Path from, Path to) throws IOException {
        Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
    }
}
