package io.agentpack.keycloak.it.kit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A POST written to the socket as it is: for what no HTTP client would send. */
public final class RawRequest {
    private static final int TIMEOUT_MILLIS = 20_000;

    private final URI url;
    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private byte[] body = {};

    public RawRequest(URI url) {
        this.url = url;
        line("POST " + url.getRawPath() + " HTTP/1.1");
        line("Host: " + url.getAuthority());
        line("Connection: close");
    }

    /** One line of the head, or what takes its place; each character is a byte. */
    public RawRequest line(String line) {
        head.writeBytes((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    /** A form, as it stands. */
    public RawRequest form(String encoded) {
        line("Content-Type: application/x-www-form-urlencoded");
        return body(encoded);
    }

    public RawRequest body(String text) {
        body = text.getBytes(StandardCharsets.ISO_8859_1);
        return line("Content-Length: " + body.length);
    }

    public Reply send() {
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            write(socket);
            return read(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A server that has read enough may answer and close while we are still writing. */
    private void write(Socket socket) {
        try {
            socket.getOutputStream().write(head.toByteArray());
            socket.getOutputStream().write("\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(body);
            socket.getOutputStream().flush();
        } catch (IOException closed) {
            return; // its answer says why
        }
    }

    private static Reply read(String answer) {
        int end = answer.indexOf("\r\n\r\n");
        List<String> lines = Stream.of(answer.substring(0, end).split("\r\n")).toList();
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            int colon = line.indexOf(':');
            headers.computeIfAbsent(line.substring(0, colon), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        String text = answer.substring(end + 4);
        return new Reply(
                Integer.parseInt(lines.get(0).split(" ")[1]),
                HttpHeaders.of(headers, (name, value) -> true),
                text,
                Json.parseIfJson(text));
    }
}
