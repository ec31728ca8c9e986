package io.agentpack.keycloak.it.kit.chromium;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a browser made of a page: how many elements, and what in it came from text that should have been nothing but text.
 *
 * @param planted elements that run or load something, handlers, characters that turn the direction of writing; empty on a sound page
 */
public record Markup(long elements, List<String> planted) {
    private static final String READ =
            """
            const planted = [];
            if (window.hacked !== undefined) planted.push('a script ran');
            for (const e of document.querySelectorAll('*')) {
              if (/^(img|iframe|object|embed|base|x-planted)$/i.test(e.tagName)) planted.push(e.outerHTML);
              for (const a of e.attributes) {
                if (/^on/i.test(a.name) || /^\\s*javascript:/i.test(a.value)) planted.push(e.outerHTML);
              }
            }
            const shown = document.title + ' ' + document.body.innerText;
            if (/[\\u202A-\\u202E\\u2066-\\u2069\\u200E\\u200F]/.test(shown)) planted.push('direction of writing is turned');
            return {elements: document.querySelectorAll('*').length, planted: planted};
            """;

    @SuppressWarnings("unchecked")
    public static Markup of(Chromium page) {
        Map<String, Object> read = (Map<String, Object>) page.driver().executeScript(READ);
        return new Markup(((Number) read.get("elements")).longValue(), (List<String>) read.get("planted"));
    }

    public Markup and(String more) {
        return new Markup(
                elements, Stream.concat(planted.stream(), Stream.of(more)).toList());
    }
}
