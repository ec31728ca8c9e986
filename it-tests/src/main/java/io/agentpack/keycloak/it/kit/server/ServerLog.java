package io.agentpack.keycloak.it.kit.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What a server writes: kept in a file for people and as text for tests. */
final class ServerLog {
    private final Path file;
    private final StringBuffer text = new StringBuffer();

    ServerLog(Path file) {
        this.file = file;
    }

    Path file() {
        return file;
    }

    String text() {
        return text.toString();
    }

    /** Synchronized so that the lines in the file are whole. */
    synchronized void append(String lines) {
        text.append(lines);
        try {
            Files.writeString(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void follow(InputStream output) {
        Thread reader = new Thread(() -> read(output), "log of " + file.getFileName());
        reader.setDaemon(true);
        reader.start();
    }

    String lastLines(int count) {
        String[] lines = text().split("\n");
        int from = Math.max(0, lines.length - count);
        return String.join("\n", java.util.Arrays.copyOfRange(lines, from, lines.length));
    }

    private void read(InputStream output) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                append(line + "\n");
            }
        } catch (IOException e) {
            append("[end of output: " + e.getMessage() + "]\n");
        }
    }
}
