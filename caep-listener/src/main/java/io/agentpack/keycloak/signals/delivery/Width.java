package io.agentpack.keycloak.signals.delivery;

/** How many signals may be on their way to one receiver at the same time: more with every one that it takes, one again when it fails. */
final class Width {
    static final int MOST = 8;

    private int width = 1;

    synchronized boolean admits(int underWay) {
        return underWay < width;
    }

    synchronized void succeeded() {
        width = Math.min(MOST, width + 1);
    }

    synchronized void failed() {
        width = 1;
    }
}
