package io.agentpack.keycloak.it.kit.chromium;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How the page in a browser came there.
 *
 * @param firstPaint milliseconds from asking for it until something of its content could be seen
 * @param bytes of the page and of everything that it needs, not compressed
 * @param origins scheme, host and port of everything that was asked for it
 */
public record PageLoad(double firstPaint, long bytes, Set<String> origins) {
    private static final String READ =
            """
            const done = arguments[arguments.length - 1];
            const tell = () => {
              const paint = performance.getEntriesByName('first-contentful-paint')[0];
              if (!paint) { setTimeout(tell, 20); return; }
              const all = performance.getEntriesByType('navigation').concat(performance.getEntriesByType('resource'));
              done({
                paint: paint.startTime,
                bytes: all.reduce((sum, one) => sum + one.decodedBodySize, 0),
                urls: all.map(one => one.name)});
            };
            tell();
            """;

    @SuppressWarnings("unchecked")
    public static PageLoad of(Chromium page) {
        Map<String, Object> read = (Map<String, Object>) page.driver().executeAsyncScript(READ);
        return new PageLoad(
                ((Number) read.get("paint")).doubleValue(),
                ((Number) read.get("bytes")).longValue(),
                ((List<String>) read.get("urls"))
                        .stream().map(URI::create).map(PageLoad::origin).collect(Collectors.toSet()));
    }

    /** Without what was fetched before. */
    public static void forgetCached(Chromium page) {
        page.driver().executeCdpCommand("Network.clearBrowserCache", Map.of());
    }

    private static String origin(URI url) {
        return url.getScheme() + "://" + url.getAuthority();
    }
}
