package io.mistnet.node.console;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** All texts that people read, by key. A key that is missing is an error of the build: a test holds templates and code against the bundle. */
public final class Texts {

    private final Locale locale;
    private final ResourceBundle bundle;

    public Texts(Locale locale) {
        this.locale = locale;
        this.bundle = ResourceBundle.getBundle("io.mistnet.node.console.texts", locale);
    }

    /** @throws java.util.MissingResourceException where there is no such text */
    public String get(String key, Object... arguments) {
        String pattern = bundle.getString(key);
        return new MessageFormat(pattern, locale).format(arguments);
    }
}
