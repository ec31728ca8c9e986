package io.agentpack.keycloak.exchange.picture;

/**
 * A box of a picture, and a row of the table next to it.
 *
 * @param key what it stands for: id of the run, agent's or receiver's key; empty where it stands for what has no box of its own
 * @param label empty where it stands for what has no box of its own
 * @param state value of a state, by which it is coloured; empty when it has none
 * @param count how many it stands for, 1 or more
 * @param level 0 on the left
 * @param here whether it is what the page is about
 */
public record Box(
        int x, int y, int width, String key, String label, String state, long count, int level, boolean here) {
    public static final int HEIGHT = 28;

    /** Letters that a box has room for. */
    private static final int ROOM = 20;

    /** The label as far as it fits. */
    public String text() {
        return label.codePointCount(0, label.length()) <= ROOM
                ? label
                : label.substring(0, label.offsetByCodePoints(0, ROOM - 1)) + "…";
    }

    public int height() {
        return HEIGHT;
    }

    int middle() {
        return y + HEIGHT / 2;
    }

    int right() {
        return x + width;
    }
}
