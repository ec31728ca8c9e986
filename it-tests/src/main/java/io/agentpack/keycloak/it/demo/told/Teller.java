package io.agentpack.keycloak.it.demo.told;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentpack.keycloak.it.kit.Reply;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Prints, at most {@value WIDTH} columns wide. All it is given comes from a real request or a real answer. */
public final class Teller {
    static final int WIDTH = 108;
    private static final String MARGIN = "  ";

    private static final List<String> BOILERPLATE =
            List.of("refresh_expires_in", "not-before-policy", "session_state", "token_type");

    private final Ink ink = Ink.ofTerminal();
    // Whatever the locale is: there are arrows and ticks in the story.
    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private int chapter;

    public int chapter() {
        return chapter;
    }

    public void chapter(String title) {
        chapter++;
        headline(chapter + "  " + title);
    }

    public void headline(String title) {
        out.println();
        out.println(ink.title("── " + title + " " + "─".repeat(Math.max(3, WIDTH - title.length() - 4))));
    }

    /** What happens, in words. */
    public void say(String sentences) {
        out.println();
        Wrapped.lines(sentences, WIDTH - 2).forEach(text -> out.println(MARGIN + ink.bold(text)));
    }

    public void line(String text) {
        out.println((MARGIN + text).stripTrailing());
    }

    public void faint(String text) {
        out.println(MARGIN + ink.faint(text));
    }

    public void bad(String text) {
        out.println(MARGIN + ink.bad(text));
    }

    /** What somebody reads on a page. */
    public void quote(String text) {
        Wrapped.lines(text, WIDTH - 8).forEach(line -> out.println("    │ " + line));
    }

    public void request(String who, String method, String target, List<Map.Entry<String, String>> fields) {
        out.println();
        line(who + " → " + method + " " + target);
        fields.forEach(field -> field(field.getKey(), Shortened.text(field.getValue())));
    }

    public void answer(Reply reply, long nanos) {
        String status = "← " + reply.status();
        String head = reply.status() < 400 ? ink.good(status) : ink.bad(status);
        String body =
                reply.body().isMissingNode() ? "" : new Pretty(WIDTH).of(Shortened.json(without(reply.body())), 4);
        boolean beside = !body.contains("\n") && body.length() < WIDTH - 18;
        line(head + ink.faint(String.format("  %.0f ms  ", nanos / 1e6)) + (beside ? body : ""));
        if (!beside) {
            line(MARGIN + body);
        }
    }

    /** The decoded members of a token that matter, and whom it speaks for. */
    public void token(String title, JsonNode members, String chain) {
        out.println();
        line(title + "   " + ink.bold(chain));
        line(MARGIN + new Pretty(WIDTH).of(members, 4));
    }

    public void json(String title, JsonNode members) {
        line(title);
        line(MARGIN + new Pretty(WIDTH).of(Shortened.json(members), 4));
    }

    void mark(Finding finding) {
        String text = finding.what() + ": " + finding.seen();
        if (finding.held()) {
            line(ink.good("✓ " + text));
        } else {
            bad("✗ " + text + ", expected " + finding.expected());
        }
    }

    /** Members that say the same in every answer. */
    private static JsonNode without(JsonNode body) {
        return body instanceof ObjectNode object ? object.deepCopy().without(BOILERPLATE) : body;
    }

    private void field(String name, String value) {
        List<String> lines = Wrapped.lines(value, WIDTH - 34);
        line("    " + ink.faint(name) + " ".repeat(Math.max(1, 29 - name.length())) + lines.get(0));
        lines.stream().skip(1).forEach(more -> line(" ".repeat(33) + more));
    }
}
