package io.mistnet.node.console.desk;

import io.mistnet.node.console.Form;

/**
 * What somebody filled in on an alert's page, kept where it could not be done.
 *
 * @param remark what they wrote about the alert
 * @param closing what they wrote to close or reopen it
 * @param disposition with what they wanted to close it
 * @param to to whom they wanted to give it
 */
public record Draft(String remark, String closing, String disposition, String to) {

    static final Draft EMPTY = new Draft("", "", "", "");

    static Draft of(Form form) {
        return new Draft(
                form.text("remark").orElse(""),
                form.text("closing").orElse(""),
                form.text("disposition").orElse(""),
                form.text("to").orElse(""));
    }

    /** All that they wrote: where the alert was closed meanwhile, a remark for it is kept as a reason to reopen it. */
    public String unsaved() {
        return closing.isEmpty() ? remark : remark.isEmpty() ? closing : remark + "\n" + closing;
    }
}
