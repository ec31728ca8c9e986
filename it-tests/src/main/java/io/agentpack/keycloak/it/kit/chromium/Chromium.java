package io.agentpack.keycloak.it.kit.chromium;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openqa.selenium.By;
import org.openqa.selenium.ElementClickInterceptedException;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * A real Chromium, used as a person uses it: by what can be read on the page. Every verb waits until it can be done, at most 20
 * seconds. Needs Debian's packages {@code chromium} and {@code chromium-driver}, or the same at the paths in the system
 * properties {@code chromium} and {@code chromedriver}.
 */
public final class Chromium implements AutoCloseable {
    private static final Path BROWSER = Path.of(System.getProperty("chromium", "/usr/bin/chromium"));
    private static final Path DRIVER = Path.of(System.getProperty("chromedriver", "/usr/bin/chromedriver"));
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ChromeDriver driver;

    private Chromium(ChromeDriver driver) {
        this.driver = driver;
    }

    public static boolean isInstalled() {
        return Files.isExecutable(BROWSER) && Files.isExecutable(DRIVER);
    }

    /** A fresh one in English, without cookies or history, {@code width} by {@code height} pixels. */
    public static Chromium open(int width, int height) {
        // It has no DevTools binding for this very version of Chromium, needs none, and says so twice.
        Logger.getLogger("org.openqa.selenium").setLevel(Level.SEVERE);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(BROWSER.toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--lang=en",
                "--window-size=" + width + "," + height);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.toFile())
                .usingAnyFreePort()
                .build();
        return new Chromium(new ChromeDriver(service, options));
    }

    public void visit(URI address) {
        driver.get(address.toString());
    }

    /** Reads the page anew. */
    public void reload() {
        driver.navigate().refresh();
    }

    /** Presses the button, link, tab, menu item or option that says exactly this, if need be among other things. */
    public void press(String said) {
        click(By.xpath(
                "//*[self::button or self::a or self::li[@tabindex] or @role='tab' or @role='menuitem' or @role='option' or @type='submit']"
                        + "[descendant-or-self::*[normalize-space(.)=" + quoted(said) + "] or @value=" + quoted(said)
                        + " or @aria-label=" + quoted(said) + "]"));
    }

    /** Replaces what the field with this label holds. */
    public void type(String label, String text) {
        WebElement field = field(label);
        until(() -> {
            field.clear();
            field.sendKeys(text);
            return true;
        });
    }

    /** Chooses from the list with this label. */
    public void choose(String label, String option) {
        WebElement list = field(label);
        until(() -> {
            list.click();
            return true;
        });
        press(option);
    }

    /** Switches on what is off. */
    public void switchOn(String label) {
        WebElement box = present(By.id(idOf(label)));
        if (!box.isSelected()) {
            driver.executeScript("arguments[0].click()", box);
        }
    }

    /** Switches off what is on. */
    public void switchOff(String label) {
        WebElement box = present(By.id(idOf(label)));
        if (box.isSelected()) {
            driver.executeScript("arguments[0].click()", box);
        }
    }

    /** Chooses from a list of the browser's own. */
    public void select(String label, String option) {
        new Select(field(label)).selectByVisibleText(option);
    }

    /** Ticks the row of a table that has a cell with exactly this. */
    public void tick(String cell) {
        click(By.xpath("//tr[.//*[normalize-space(.)=" + quoted(cell) + "]]//input[@type='checkbox']"));
    }

    /** What the field with this label holds. */
    public String held(String label) {
        WebElement field = field(label);
        String value = field.getDomProperty("value");
        return value == null || value.isEmpty() ? field.getText() : value;
    }

    /** Waits until this can be read on the page. */
    public void see(String text) {
        displayed(By.xpath("//*[contains(normalize-space(.)," + quoted(text)
                + ") and not(*[contains(normalize-space(.)," + quoted(text) + ")])]"));
    }

    private String text() {
        return driver.findElement(By.tagName("body")).getText();
    }

    public void photograph(Path png) {
        try {
            Files.createDirectories(png.getParent());
            Files.write(png, driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI address() {
        return URI.create(driver.getCurrentUrl());
    }

    /** Goes on in the window that has just been opened; the old one is closed. */
    public void followIntoNewWindow() {
        String old = driver.getWindowHandle();
        String opened = until(() -> driver.getWindowHandles().stream()
                .filter(window -> !window.equals(old))
                .findFirst()
                .orElse(null));
        driver.close();
        driver.switchTo().window(opened);
    }

    /** Nobody is signed in any more, anywhere. */
    public void forgetEverybody() {
        driver.executeCdpCommand("Network.clearBrowserCookies", Map.of());
    }

    /** What a person reads. */
    public String read() {
        return text();
    }

    /** Another tab of the same browser, to look at from now on; {@link #tab} goes back to the first by 0. */
    public void newTab() {
        driver.switchTo().newWindow(WindowType.TAB);
    }

    public void tab(int number) {
        driver.switchTo().window(List.copyOf(driver.getWindowHandles()).get(number));
    }

    /** Presses keys wherever the focus is. */
    public void keys(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    /** Goes on with Tab until the focus is on what has exactly this name, as a screen reader would say it; at most 40 times. */
    public void tabTo(String said) {
        for (int i = 0; i < 40; i++) {
            keys(Keys.TAB);
            if (said.equals(driver.switchTo().activeElement().getAccessibleName())) {
                return;
            }
        }
        throw new IllegalStateException("the keyboard does not reach: " + said);
    }

    /** Whether the page is wider than the window. */
    public boolean scrollsSideways() {
        return (Boolean) driver.executeScript(
                "return document.documentElement.scrollWidth > document.documentElement.clientWidth");
    }

    /** A phone's screen: Chromium's window itself can't be that narrow. */
    public void phone(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", true));
    }

    /** Back to the window's own size. */
    public void desk() {
        driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    }

    /** A browser that has never been here, on one empty tab. */
    public void signOut() {
        forgetCookies();
        desk();
        while (driver.getWindowHandles().size() > 1) {
            driver.close();
            tab(0);
        }
        tab(0);
    }

    /** Cookies of this server, on all paths. */
    public void forgetCookies() {
        driver.executeCdpCommand("Network.clearBrowserCookies", Map.of());
    }

    /** For what else in this package knows about pages. */
    ChromeDriver driver() {
        return driver;
    }

    @Override
    public void close() {
        driver.quit();
    }

    private WebElement field(String label) {
        return displayed(By.id(idOf(label)));
    }

    private String idOf(String label) {
        return present(By.xpath("//label[@for][normalize-space(translate(., '*', ''))=" + quoted(label) + "]"))
                .getDomAttribute("for");
    }

    /** What a dialog covers can't be clicked: the next one is tried. */
    private void click(By what) {
        until(
                () -> driver.findElements(what).stream()
                        .filter(element -> element.isDisplayed() && element.isEnabled())
                        .anyMatch(this::clicked),
                what);
    }

    private boolean clicked(WebElement element) {
        driver.executeScript("arguments[0].scrollIntoView({block:'center'})", element);
        try {
            element.click();
            return true;
        } catch (ElementClickInterceptedException covered) {
            return false;
        }
    }

    private WebElement displayed(By what) {
        return until(() -> firstDisplayed(what), what);
    }

    private WebElement present(By what) {
        return until(() -> driver.findElements(what).stream().findFirst().orElse(null), what);
    }

    private WebElement firstDisplayed(By what) {
        List<WebElement> all = driver.findElements(what);
        return all.stream().filter(WebElement::isDisplayed).findFirst().orElse(null);
    }

    private <T> T until(Supplier<T> attempt) {
        return until(attempt, "the page to be ready");
    }

    private <T> T until(Supplier<T> attempt, Object awaited) {
        return new WebDriverWait(driver, PATIENCE)
                .withMessage(() -> awaited + " in: " + text())
                .ignoring(StaleElementReferenceException.class, WebDriverException.class)
                .until(ready -> attempt.get());
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }
}
