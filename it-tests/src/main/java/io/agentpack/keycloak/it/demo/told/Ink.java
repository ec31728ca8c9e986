package io.agentpack.keycloak.it.demo.told;

/** Colours, where somebody looks at a terminal. */
record Ink(boolean colours) {

    static Ink ofTerminal() {
        boolean wanted = System.getenv("NO_COLOR") == null && !"dumb".equals(System.getenv("TERM"));
        return new Ink(wanted && System.console() != null);
    }

    String bold(String text) {
        return paint("1", text);
    }

    String faint(String text) {
        return paint("2", text);
    }

    String good(String text) {
        return paint("32", text);
    }

    String bad(String text) {
        return paint("31", text);
    }

    String title(String text) {
        return paint("1;36", text);
    }

    private String paint(String code, String text) {
        return colours ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
