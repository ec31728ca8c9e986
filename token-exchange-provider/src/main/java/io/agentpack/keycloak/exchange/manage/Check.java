package io.agentpack.keycloak.exchange.manage;

import java.util.List;

/**
 * Something that a realm with agents needs.
 *
 * @param key what it is; part of the keys of its messages
 * @param state {@code ok}; {@code todo} where agents don't work without it; {@code hint} where they do
 * @param details names that it is about
 * @param href where it is put right; empty where that is not in the console
 */
public record Check(String key, String state, List<String> details, String href) {
    static Check of(String key, boolean ok, boolean needed, List<String> details, String href) {
        return new Check(key, ok ? "ok" : needed ? "todo" : "hint", details, href);
    }
}
