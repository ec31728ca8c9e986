package io.agentpack.keycloak.it.kit.chromium;

import org.openqa.selenium.Keys;

/** A person without a mouse. */
public final class Keyboard {
    /** More stops than any page has. */
    private static final int PATIENCE = 100;

    private Keyboard() {}

    /** Goes on to the next thing that can be used. */
    public static void tab(Chromium page) {
        page.driver().switchTo().activeElement().sendKeys(Keys.TAB);
    }

    public static void enter(Chromium page) {
        page.driver().switchTo().activeElement().sendKeys(Keys.ENTER);
    }

    /** What the thing says that would be used now. */
    public static String at(Chromium page) {
        return page.driver()
                .switchTo()
                .activeElement()
                .getDomProperty("textContent")
                .strip();
    }

    /** Goes on until it is at what says this, at most through the whole page; at each stop one must see where one is. */
    public static void tabTo(Chromium page, String said) {
        for (int i = 0; i < PATIENCE; i++) {
            tab(page);
            if (!isSeen(page)) {
                throw new AssertionError("nobody sees that this has the focus: " + at(page));
            }
            if (at(page).equals(said)) {
                return;
            }
        }
        throw new AssertionError("not reached by keyboard: " + said);
    }

    /** Whether what has the focus is in sight and has an outline. */
    private static boolean isSeen(Chromium page) {
        return (Boolean)
                page.driver()
                        .executeScript(
                                "const e = document.activeElement, box = e.getBoundingClientRect(),"
                                        + " look = getComputedStyle(e);"
                                        + "return e === document.body || (look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) >= 2"
                                        + " && box.width > 1 && box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth)");
    }
}
