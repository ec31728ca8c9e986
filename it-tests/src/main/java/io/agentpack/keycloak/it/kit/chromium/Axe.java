package io.agentpack.keycloak.it.kit.chromium;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.openqa.selenium.JavascriptExecutor;

/**
 * Holds the page that a browser shows to axe-core's rules of accessibility, all of them, also the ones that are only good practice. The rules are put
 * in by the driver, so that a page whose policy admits no script is checked as it is.
 */
public final class Axe {
    private static final String RULES = rules();
    /** Style sheets are not fetched anew: the page's policy forbids it, and the rules that need it are experimental. */
    private static final String RUN = "const done = arguments[arguments.length - 1];"
            + "axe.run(document, {resultTypes: ['violations'], preload: false}).then("
            + "r => done(r.violations.map(v => v.id + ': ' + v.help + ' in ' + v.nodes.map(n => n.html).join(' | '))),"
            + "e => done(['axe failed: ' + e]))";

    private Axe() {}

    /** What is wrong with the page: rule, sentence and elements; empty when nothing is. */
    @SuppressWarnings("unchecked")
    public static List<String> violations(Chromium page) {
        JavascriptExecutor driver = page.driver();
        driver.executeScript(RULES);
        return (List<String>) driver.executeAsyncScript(RUN);
    }

    private static String rules() {
        try (InputStream in = Axe.class.getResourceAsStream("/axe.min.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
