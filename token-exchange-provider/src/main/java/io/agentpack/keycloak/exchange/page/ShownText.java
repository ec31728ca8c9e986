package io.agentpack.keycloak.exchange.page;

import java.util.regex.Pattern;

/**
 * Text from outside as it may stand on a page. Agents choose their names and goals: what is invisible, turns the direction of writing or piles up
 * on one letter is left out, and what is too long is cut. Escaping is the template's business.
 */
public final class ShownText {
    public static final int NAME = 60;
    public static final int SENTENCE = 256;

    /** Controls, private and lone surrogate characters, and format characters except the joiner that emoji are made with. */
    private static final Pattern NOT_SHOWN = Pattern.compile("[\\p{Cc}\\p{Co}\\p{Cs}\\p{Cf}&&[^\\u200D]]");

    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}]+");
    private static final Pattern PILED_UP = Pattern.compile("(\\p{M}{4})\\p{M}+");

    private ShownText() {}

    /** @param max code points, 1 or more */
    public static String of(String text, int max) {
        if (text == null) {
            return "";
        }
        String oneLine = SPACE.matcher(text).replaceAll(" ");
        String shown = PILED_UP.matcher(NOT_SHOWN.matcher(oneLine).replaceAll(""))
                .replaceAll("$1")
                .strip();
        return shown.codePointCount(0, shown.length()) <= max
                ? shown
                : shown.substring(0, shown.offsetByCodePoints(0, max - 1)) + "…";
    }
}
