package io.mistnet.simulator.people;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;

/** Somebody at a browser of their own, at one institution's console. */
final class Person {

    private static final String PICTURES = "mistnet.pictures";

    private final Page page;
    private final String console;

    Person(Page page, String console) {
        this.page = page;
        this.console = console;
    }

    Page page() {
        return page;
    }

    void opens(String path) {
        page.navigate(console + path);
    }

    /** A second window of the same browser: they are signed in there too, or not. */
    Person inAnotherWindow() {
        return new Person(page.context().newPage(), console);
    }

    void signsIn(String name, String password) {
        field("Name").fill(name);
        field("Password").fill(password);
        button("Sign in").click();
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator link(String name) {
        return page.getByRole(
                AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator heading(String name) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name));
    }

    Locator field(String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    Locator alert() {
        return page.getByRole(AriaRole.ALERT);
    }

    Locator main() {
        return page.locator("main");
    }

    /** The page is as they left it: its path, without what follows. */
    String path() {
        return page.url().substring(console.length());
    }

    void waitsForPath(String path) {
        page.waitForURL(console + path);
    }

    void requireTitle(String title) {
        assertThat(page.locator("h1")).containsText(title);
    }

    /** The page keeps nobody out; where the system property {@value #PICTURES} names a folder, a picture of it goes there. */
    void requireAccessible(String name) {
        Accessibility.require(page, name);
        keepPicture(name);
    }

    /** The same picture with dark colours. */
    void keepDarkPicture(String name) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        page.reload();
        assertThat(page.locator("[data-graph]")).hasAttribute("data-drawn", "true");
        keepPicture(name);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    }

    private void keepPicture(String name) {
        String folder = System.getProperty(PICTURES);
        if (folder != null) {
            page.evaluate("window.scrollTo(0, 0)");
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(Path.of(folder, name + ".png"))
                    .setFullPage(true)
                    .setClip(0, 0, 1280, Math.min(1600, pageHeight())));
        }
    }

    private double pageHeight() {
        return ((Number) page.evaluate("document.documentElement.scrollHeight")).doubleValue();
    }
}
