package io.mistnet.simulator.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** Somebody who has no mouse. Where the focus is must be seen at every step. */
final class Keyboard {

    private static final int MOST_STEPS = 120;
    private static final String FOCUS_IS_SEEN =
            "getComputedStyle(document.activeElement).outlineStyle !== 'none' && parseFloat(getComputedStyle(document.activeElement).outlineWidth) >= 2";

    private final Page page;

    Keyboard(Page page) {
        this.page = page;
    }

    void tab() {
        page.keyboard().press("Tab");
        assertThat(page.evaluate(FOCUS_IS_SEEN))
                .as("the focus is seen on %s of %s", focus(), page.url())
                .isEqualTo(true);
    }

    /** Goes forward, step by step, until the focus is there. */
    void reach(Locator target) {
        int steps = 0;
        while (!isFocused(target)) {
            assertThat(steps++).as("steps to %s", target).isLessThan(MOST_STEPS);
            tab();
        }
    }

    void enter() {
        page.keyboard().press("Enter");
    }

    void space() {
        page.keyboard().press("Space");
    }

    void type(String text) {
        page.keyboard().type(text);
    }

    private static boolean isFocused(Locator target) {
        return Boolean.TRUE.equals(target.evaluate("element => element === document.activeElement"));
    }

    private Object focus() {
        return page.evaluate("document.activeElement.outerHTML.slice(0, 120)");
    }
}
