package io.agentpack.keycloak.it.kit.server;

import java.util.Locale;

/** Where Keycloak runs: {@code -Dkc.test.mode=auto|dist|container}. */
enum TestMode {
    AUTO,
    DIST,
    CONTAINER;

    /** Decided once per JVM, and said aloud: a green run must not hide which way it went. */
    static TestMode chosen() {
        return Chosen.MODE;
    }

    private static TestMode choose() {
        TestMode wanted = valueOf(System.getProperty("kc.test.mode", "auto").toUpperCase(Locale.ROOT));
        String image = ContainerServer.image();
        TestMode mode = wanted != AUTO ? wanted : ContainerEngine.has(image) ? CONTAINER : DIST;
        Progress.say("==================================================================");
        Progress.say("Keycloak runs "
                + (mode == CONTAINER ? "IN A CONTAINER (" + image + ")" : "AS A PROCESS (distribution)")
                + ", kc.test.mode=" + wanted.name().toLowerCase(Locale.ROOT));
        Progress.say("==================================================================");
        return mode;
    }

    private static final class Chosen {
        static final TestMode MODE = choose();
    }
}
