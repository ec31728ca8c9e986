package io.agentpack.keycloak.it.kit.chromium;

import java.util.List;
import java.util.Map;

/** What somebody looks at a page with: wide or narrow, light or dark. */
public final class Screen {
    private Screen() {}

    /** A window can't be this narrow; a phone is. */
    public static void resize(Chromium page, int width, int height) {
        page.driver()
                .executeCdpCommand(
                        "Emulation.setDeviceMetricsOverride",
                        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    public static void prefer(Chromium page, boolean dark) {
        page.driver()
                .executeCdpCommand(
                        "Emulation.setEmulatedMedia",
                        Map.of(
                                "features",
                                List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    }

    /**
     * Whether the background of what this selects is nearer to black than to white.
     *
     * @param css of something that has a background of its own
     */
    public static boolean isDark(Chromium page, String css) {
        return (Boolean) page.driver()
                .executeScript(
                        "const rgb = getComputedStyle(document.querySelector(arguments[0])).backgroundColor.match(/\\d+/g).map(Number);"
                                + "return rgb[0] + rgb[1] + rgb[2] < 382",
                        css);
    }
}
