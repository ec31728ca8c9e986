package io.agentpack.keycloak.domain;

/** Text that people read and databases keep, PostgreSQL among them. */
public final class PlainText {
    private PlainText() {}

    /** Whether there are no control characters in it, NUL and ends of lines among them, and no half of a surrogate pair. */
    public static boolean is(String text) {
        return text.codePoints()
                .noneMatch(codePoint ->
                        Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE);
    }
}
