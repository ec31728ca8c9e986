package io.agentpack.keycloak.it.kit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/** A copy of the distribution that one server has for itself: its own jars, build and database. */
record ServerFolder(Path home, ServerLog log, BuildCache cache) {
    /** Keycloak takes a jar with another time for another jar, and builds again; so all have the same. */
    private static final FileTime JAR_TIME = FileTime.from(Instant.parse("2026-11-23T00:00:00Z"));

    static ServerFolder fresh(ServerSpec spec) {
        try {
            Path work = Files.createDirectories(BuildFolders.work()).toAbsolutePath();
            Path home = Files.createTempDirectory(work, spec.name() + "-");
            FileTree.copy(BuildFolders.distribution(), home);
            for (Path jar : spec.providers()) {
                Path copy = Files.copy(jar, home.resolve("providers").resolve(jar.getFileName()));
                Files.setLastModifiedTime(copy, JAR_TIME);
            }
            BuildCache cache = BuildCache.of(spec);
            cache.restoreInto(home);
            return new ServerFolder(home, new ServerLog(work.resolve(home.getFileName() + ".log")), cache);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void keepBuild() {
        try {
            cache.keepFrom(home);
        } catch (IOException e) {
            Progress.say("the next start has to build again: " + e.getMessage());
        }
    }

    /** The log stays. */
    void delete() {
        try {
            FileTree.delete(home);
        } catch (IOException e) {
            Progress.say("could not clean up " + home + ": " + e.getMessage());
        }
    }
}
